import { expect } from "chai";
import { DynamoAbandonment } from "../../../../failover/adapters/aws/abandonment";
import { recordAbandonment } from "../../../../failover/controller/abandonment";
import { type DetectionSite, detectionRound } from "../../../../failover/controller/detection-round";
import { leaseOf } from "../../../support/leases";
import { standInTable } from "../adapters/aws/stand-ins";

const NOW = 1_700_000_000_000;
const down = { epoch: 4, at: NOW - 10_000, downSince: NOW - 170_000 };

/** The failure detector of us-west-1, whose database has replayed everything, while us-east-1 is active and lost. */
function site(home: string, abandonment: DetectionSite["abandonment"], rest: Partial<DetectionSite> = {}) {
  const started: string[] = [];
  const parts: DetectionSite = {
    home,
    regions: ["us-east-1", "us-west-1"],
    abandoned: [],
    abandonment,
    application: { answers: async (region) => region !== "us-east-1" },
    clock: { now: () => NOW },
    journal: { read: async () => null },
    lease: { read: async () => leaseOf("us-east-1", { epoch: 4 }) },
    observations: { read: async (of) => ({ site: of, ...down }), record: async () => {} },
    otherSite: "us-east-2",
    publish: () => {},
    stateMachine: {
      isRunning: async () => false,
      start: async (name) => {
        started.push(name);
        return name;
      },
    },
    trigger: "automatic",
    watermarks: { acknowledged: async () => ({ epoch: 4, at: NOW - 170_000 }), replayed: async () => undefined },
    ...rest,
  };
  return { parts, started };
}

describe("failover/controller/abandonment", () => {
  const recorded = new Map<string, boolean>();
  const port: DetectionSite["abandonment"] = {
    isAbandoned: async (region) => recorded.get(region) === true,
    record: async (region, isAbandoned) => void recorded.set(region, isAbandoned),
  };

  it("starts no failover in an abandoned region that answers again, and does once it was taken back", async () => {
    const active = { regions: ["us-east-1"], abandoned: ["us-west-1"] };
    await detectionRound(site("us-east-1", port, active).parts);
    expect([...recorded]).to.deep.equal([["us-west-1", true]]);
    // Its functions have the deployment in which it is a standby.
    const abandoned = site("us-west-1", port);
    const verdict = await detectionRound(abandoned.parts);
    expect(verdict.lost).to.equal(true);
    expect(verdict.reason).to.match(/; but us-west-1 was abandoned$/);
    expect(abandoned.started).to.deep.equal([]);
    await detectionRound(site("us-east-1", port).parts);
    expect((await detectionRound(abandoned.parts)).started).to.equal(true);
  });

  it("writes only what differs from the record, one item for each region", async () => {
    const { table, updates } = standInTable({ "abandoned#us-west-1": { abandoned: { N: "1" } } });
    await recordAbandonment(new DynamoAbandonment(table), { "us-west-1": true, "eu-west-1": false, "eu-west-2": true });
    expect(updates).to.have.length(1);
    expect(JSON.stringify(updates)).to.include("abandoned#eu-west-2").and.to.include('{"N":"1"}');
  });
});
