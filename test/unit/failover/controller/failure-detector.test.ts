import { expect } from "chai";
import { DynamoObservations } from "../../../../failover/adapters/aws/observations";
import { evaluateFailureDetector, type Observation, observe } from "../../../../failover/controller/failure-detector";
import type { Lease } from "../../../../failover/protocol/types";
import type { Beat } from "../../../../failover/protocol/watermarks";
import { leaseOf } from "../../../support/leases";
import { standInTable } from "../adapters/aws/stand-ins";

const now = 1_700_000_000_000;
const ago = (seconds: number) => now - seconds * 1000;
const lease = (renewedAt: number | null): Lease => ({
  ...leaseOf("us-east-1", { epoch: 4 }),
  renewedAt,
});
const seen = (site: string, downSince: number | null, rest: Partial<Observation> = {}): Observation => ({
  site,
  epoch: 4,
  at: ago(10),
  downSince,
  ...rest,
});

describe("failure detector", () => {
  it("counts the active region as lost when every probe fails and the region itself is silent, never on what is unknown", () => {
    const down = ago(180);
    const both = [seen("standby", down), seen("third", down)];
    const silent = { epoch: 4, at: ago(180) };
    const cases: [number | null, Beat | undefined, Observation[], boolean][] = [
      [ago(180), silent, both, true],
      [ago(180), undefined, both, true],
      // The database is lost; the instances and their agents are not.
      [ago(5), silent, both, true],
      [null, silent, both, true],
      // The third site is lost too: its observation is stale.
      [ago(180), silent, [seen("standby", down), seen("third", null, { at: ago(300) })], true],
      // One bad deployment fails every probe.
      [ago(5), { epoch: 4, at: ago(5) }, both, false],
      [ago(5), undefined, both, false],
      [null, undefined, both, false],
      // A site still gets an answer, or is down for too short a time.
      [ago(180), silent, [seen("standby", down), seen("third", null)], false],
      [ago(180), silent, [seen("standby", ago(60)), seen("third", down)], false],
      [ago(60), undefined, both, false],
      // Silence without a probe: the region may serve.
      [ago(180), silent, [], false],
      // Observations that are too old, or of another epoch.
      [ago(180), silent, [seen("third", down, { at: ago(300) })], false],
      [ago(180), silent, [seen("third", down, { epoch: 3 })], false],
    ];
    for (const [renewedAt, beat, observations, lost] of cases) {
      const verdict = evaluateFailureDetector(lease(renewedAt), observations, beat, now);
      expect(verdict.lost, JSON.stringify([renewedAt, beat, observations])).to.equal(lost);
      expect(verdict.reason).to.include(lost ? "us-east-1 is lost" : "not considered lost");
    }
  });

  const parts = (answers: boolean, items = {}) => {
    const { table, updates } = standInTable(items);
    const observations = new DynamoObservations(table);
    return {
      updates,
      parts: { observations, application: { answers: async () => answers }, clock: { now: () => now } },
    };
  };
  const held = lease(null);

  it("records that the active region answers, or since when it does not", async () => {
    const earlier = {
      "observation#third": { epoch: { N: "4" }, at: { N: "1" }, downSince: { N: String(ago(60)) } },
    };
    const alive = parts(true, earlier);
    expect((await observe(alive.parts, held, "third")).downSince).to.equal(null);
    expect(alive.updates[0]?.update.UpdateExpression).to.include("REMOVE downSince");
    const still = parts(false, earlier);
    expect((await observe(still.parts, held, "third")).downSince).to.equal(ago(60));
    const fresh = parts(false);
    expect((await observe(fresh.parts, held, "third")).downSince).to.equal(now);
    const otherEpoch = parts(false, {
      "observation#third": { epoch: { N: "3" }, at: { N: "1" }, downSince: { N: "1" } },
    });
    expect((await observe(otherEpoch.parts, held, "third")).downSince).to.equal(now);
  });

  it("does not count a region as lost whose database commits beats, however its application answers", () => {
    const observations = [seen("standby", ago(180)), seen("third", ago(180))];
    const evaluate = (epoch: number, at: number) =>
      evaluateFailureDetector(lease(ago(180)), observations, { epoch, at }, now);
    expect(evaluate(4, ago(5))).to.deep.include({ lost: false });
    expect(evaluate(4, ago(5)).reason).to.match(/its database acknowledged a beat 5 s ago$/);
    expect(evaluate(4, ago(121)).lost).to.equal(true);
    expect(evaluate(3, ago(5)).lost).to.equal(true);
  });

  it("reads no observation when none was recorded", async () => {
    expect(await new DynamoObservations(standInTable({}).table).read("third")).to.equal(null);
  });
});
