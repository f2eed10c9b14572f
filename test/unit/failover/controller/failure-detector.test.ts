import { expect } from "chai";
import {
  answers,
  evaluateFailureDetector,
  type Observation,
  observe,
  readObservation,
} from "../../../../failover/controller/failure-detector";
import type { ProbeVia } from "../../../../failover/protocol/ports";
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

describe("watch", () => {
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
      const verdict = evaluateFailureDetector(lease(renewedAt), observations, now);
      expect(verdict.lost, JSON.stringify([renewedAt, observations])).to.equal(lost);
      expect(verdict.reason).to.include(lost ? "us-east-1 is lost" : "not taken as lost");
    }
  });

  const parts = (answer: (via: ProbeVia) => Promise<{ region: string; marker: null }>, items = {}) => {
    const { table, updates } = standInTable(items);
    return { updates, parts: { table, application: { read: answer }, clock: { now: () => now } } };
  };
  const held = lease(null);
  const up = async () => ({ region: "us-east-1", marker: null });
  const dead = async () => Promise.reject(new Error("no answer"));

  it("notes that the active region answers, or since when it does not", async () => {
    const earlier = {
      "observation#third": { epoch: { N: "4" }, at: { N: "1" }, downSince: { N: String(ago(60)) } },
    };
    const alive = parts(up, earlier);
    expect((await observe(alive.parts, held, "third")).downSince).to.equal(null);
    expect(alive.updates[0]?.update.UpdateExpression).to.include("REMOVE downSince");
    const still = parts(dead, earlier);
    expect((await observe(still.parts, held, "third")).downSince).to.equal(ago(60));
    const fresh = parts(dead);
    expect((await observe(fresh.parts, held, "third")).downSince).to.equal(now);
    const otherEpoch = parts(dead, {
      "observation#third": { epoch: { N: "3" }, at: { N: "1" }, downSince: { N: "1" } },
    });
    expect((await observe(otherEpoch.parts, held, "third")).downSince).to.equal(now);
  });

  it("takes another region's answer for none", async () => {
    const application = { read: async () => ({ region: "us-west-1", marker: null }) };
    expect(await answers(application, "us-east-1")).to.equal(false);
    expect(await answers(application, "us-west-1")).to.equal(true);
  });

  it("knows no observation that was never made", async () => {
    expect(await readObservation(standInTable({}).table, "third")).to.equal(null);
  });
});
