import { expect } from "chai";
import { readRunStatus } from "../../../../automation/runs/run-status";
import { encodeLease } from "../../../../failover/protocol/lease-item";
import type { JournalEntry } from "../../../../failover/protocol/types";
import { leaseOf } from "../../../support/leases";
import { deployment, standInClients } from "../../failover/adapters/aws/stand-ins";

/** The status of a failover with these entries of its journal, or without a run. */
function statusOf(entries?: Partial<JournalEntry>[]) {
  const lease = encodeLease(leaseOf("us-west-1", { epoch: 2, writes: "held", ...(entries && { run: "r" }) }));
  const plan = { run: "r", mode: "failover", from: "us-east-1", to: "us-west-1", createdAt: 1000 };
  const texts = (entries ?? []).map((entry, index) => {
    const whole = { run: "r", attempt: 1, state: "done", at: 2000 + index, reason: "", ...entry };
    return [`${index}`, { S: JSON.stringify(whole) }];
  });
  const items: Record<string, object> = {
    lease,
    "run#r": { plan: { S: JSON.stringify(plan) }, entries: { M: Object.fromEntries(texts) } },
  };
  const { clients } = standInClients({ GetItem: ({ Key }) => ({ Item: items[(Key as { pk: { S: string } }).pk.S] }) });
  return readRunStatus(deployment, clients);
}

describe("automation/runs/run-status", () => {
  it("shows the steps that are due and the command that continues", async () => {
    expect(await statusOf([{ step: "gate" }])).to.deep.equal({
      run: "r",
      mode: "failover",
      from: "us-east-1",
      to: "us-west-1",
      state: "unfinished",
      writes: "held",
      steps: [{ step: "acquire-lease", reason: "" }],
      startedAt: "1970-01-01T00:00:01.000Z",
      lastEntryAt: "1970-01-01T00:00:02.000Z",
      next: "redoubt failover --to us-west-1",
    });
  });

  it("shows the steps that failed with their reasons", async () => {
    const failed = await statusOf([
      { step: "gate", state: "started" },
      { step: "gate", state: "failed", reason: "no beat was ever recorded" },
    ]);
    expect(failed).to.deep.include({ state: "failed", steps: [{ step: "gate", reason: "no beat was ever recorded" }] });
    expect(failed?.next).to.equal("redoubt failover --to us-west-1");
  });

  it("has nothing to show before the first run", async () => {
    expect(await statusOf()).to.equal(null);
  });
});
