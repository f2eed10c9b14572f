import { expect } from "chai";
import {
  evaluateFailureDetector,
  type Observation,
  observe,
  readObservation,
} from "../../../../failover/controller/failure-detector";
import type { Lease } from "../../../../failover/protocol/types";
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
  it("takes the active region as lost when two of three witnesses have long said so, and never on the unknown", () => {
    const down = ago(180);
    const cases: [number | null, Observation[], boolean][] = [
      [ago(5), [seen("standby", down), seen("third", down)], true],
      [ago(180), [seen("standby", down), seen("third", null)], true],
      [ago(180), [seen("third", down)], true],
      [ago(5), [seen("standby", down), seen("third", null)], false],
      [null, [seen("standby", down)], false],
      [null, [], false],
      [ago(180), [], false],
      // Too short to tell from a hiccup.
      [ago(5), [seen("standby", ago(60)), seen("third", down)], false],
      [ago(60), [seen("standby", down)], false],
      // Too old to say anything, or said of another epoch.
      [ago(5), [seen("standby", down), seen("third", down, { at: ago(300) })], false],
      [ago(5), [seen("standby", down), seen("third", down, { epoch: 3 })], false],
    ];
    for (const [renewedAt, observations, lost] of cases) {
      const verdict = evaluateFailureDetector(lease(renewedAt), observations, undefined, now);
      expect(verdict.lost, JSON.stringify([renewedAt, observations])).to.equal(lost);
      expect(verdict.reason).to.include(lost ? "us-east-1 is lost" : "not considered lost");
    }
  });

  const parts = (answers: boolean, items = {}) => {
    const { table, updates } = standInTable(items);
    return { updates, parts: { table, application: { answers: async () => answers }, clock: { now: () => now } } };
  };
  const held = lease(null);

  it("notes that the active region answers, or since when it does not", async () => {
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

  it("knows no observation that was never made", async () => {
    expect(await readObservation(standInTable({}).table, "third")).to.equal(null);
  });
});
