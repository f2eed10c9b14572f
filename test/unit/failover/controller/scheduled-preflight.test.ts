import { expect } from "chai";
import { scheduledPreflight } from "../../../../failover/controller/scheduled-preflight";
import type { Item } from "../../../../failover/protocol/lease-item";
import { inMemoryPorts } from "../../../support/in-memory-ports";
import { deployment, standInClients, standInTable } from "../adapters/aws/stand-ins";

const HOUR = 3_600_000;

/** The metric's value, and what is recorded, by a standby's controller whose last preflight was this long ago. */
async function run(hoursAgo?: number, failed: object[] = []) {
  const made = inMemoryPorts("us-east-1", "us-west-1");
  await made.ports.clock.sleep(100 * HOUR);
  const now = made.ports.clock.now();
  const last: Record<string, Item> =
    hoursAgo === undefined
      ? {}
      : { "preflight#us-west-1": { at: { N: String(now - hoursAgo * HOUR) }, failed: { S: JSON.stringify(failed) } } };
  const { table, updates } = standInTable(last);
  const { clients } = standInClients({
    DescribeDBInstances: () => ({ DBInstances: [{ DBInstanceStatus: "available" }] }),
    DescribePendingMaintenanceActions: () => ({}),
  });
  const lines: string[] = [];
  const { log } = console;
  console.log = (line: string) => lines.push(line);
  try {
    await scheduledPreflight({ deployment, to: "us-west-1", ports: made.ports, table, clients });
  } finally {
    console.log = log;
  }
  const metric = lines.filter((line) => line.startsWith("{")).map((line) => JSON.parse(line).PreflightFailed);
  const recorded = updates.map(({ update }) => JSON.parse(update.ExpressionAttributeValues?.[":failed"]?.S ?? "[]"));
  return { metric, recorded };
}

describe("failover/controller/scheduled-preflight", () => {
  it("checks daily, and records and publishes what failed", async () => {
    const { metric, recorded } = await run();
    // The sentinel last read a beat 100 hours ago.
    expect(recorded[0].map(({ check }: { check: string }) => check)).to.deep.equal(["sentinel"]);
    expect(metric).to.deep.equal([1]);
    expect((await run(25)).recorded).to.have.length(1);
  });

  it("publishes the last result in between, and checks again sooner after a failure", async () => {
    expect(await run(23)).to.deep.equal({ metric: [0], recorded: [] });
    const failed = [{ check: "database", detail: "no beat" }];
    expect(await run(0.2, failed)).to.deep.equal({ metric: [1], recorded: [] });
    expect((await run(0.3, failed)).recorded).to.have.length(1);
  });
});
