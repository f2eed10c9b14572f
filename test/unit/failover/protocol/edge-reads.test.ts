import { expect } from "chai";
import { evaluateReads } from "../../../../failover/protocol/edge-reads";
import type { DatabaseState } from "../../../../failover/protocol/ports";
import type { EdgeState, Lease } from "../../../../failover/protocol/types";
import { leaseOf } from "../../../support/leases";

const now = 1_700_000_000_000;
const gate = { maxLossSeconds: 30, clockSkewSeconds: 60, aliveSeconds: 60, beatSeconds: 5 };
const lease: Lease = {
  ...leaseOf("us-west-1", { epoch: 2, run: "run" }),
};
const beats = { acknowledged: { epoch: 2, at: now - 5000 }, replayed: { epoch: 2, at: now - 8000, readAt: now } };
const edge: EdgeState = { active: "us-west-1", epoch: 2, reads: "pinned", writes: "open" };
const replica: DatabaseState = {
  id: "db-REBUILT",
  role: "replica",
  source: "us-west-1",
  lag: { seconds: 3, measuredAt: now - 60_000 },
};

describe("reads at the edge", () => {
  it("may fail over again to a standby that follows the region which takes the writes", () => {
    expect(evaluateReads({ lease, edge, gate }, "us-east-1", replica, beats, now)).to.deep.include({
      release: true,
    });
  });

  const standbys: [string, DatabaseState, RegExp][] = [
    [
      "is the old primary",
      { ...replica, role: "primary", source: null, lag: null },
      /is a primary that took no writes/,
    ],
    ["follows another region", { ...replica, source: "eu-west-1" }, /replicates from eu-west-1/],
    ["is being promoted", { ...replica, role: "promoting", source: null, lag: null }, /is being promoted/],
  ];
  for (const [name, database, reason] of standbys) {
    it(`stay where the standby ${name}`, () => {
      const verdict = evaluateReads({ lease, edge, gate }, "us-east-1", database, beats, now);
      expect(verdict.release).to.equal(false);
      expect(verdict.reason).to.match(reason);
    });
  }

  it("stay where the standby's beats are behind, or were never recorded", () => {
    const behind = { ...beats, replayed: { epoch: 2, at: now - 36_000, readAt: now } };
    const verdict = evaluateReads({ lease, edge, gate }, "us-east-1", replica, behind, now);
    expect(verdict)
      .to.include({ release: false })
      .and.property("reason")
      .match(/over the limit of 30 s/);
    const never = evaluateReads({ lease, edge, gate }, "us-east-1", replica, {}, now);
    expect(never)
      .to.include({ release: false })
      .and.property("reason")
      .match(/no beat of us-west-1/);
  });

  const unsettled: [string, Partial<Lease>, Partial<EdgeState> | null][] = [
    ["the store is empty", {}, null],
    ["they are not pinned", {}, { reads: "failover" }],
    ["the edge does not follow the lease yet", { epoch: 3 }, {}],
    ["the lease is in other hands", { active: "us-east-1" }, {}],
    ["nobody may write yet", { writes: "held" }, {}],
    ["the edge holds writes", {}, { writes: "held" }],
    ["the active region has not taken writes yet", { lastWriter: "us-east-1" }, {}],
  ];
  for (const [name, held, state] of unsettled) {
    it(`are left alone where ${name}`, () => {
      const where = { lease: { ...lease, ...held }, edge: state && { ...edge, ...state }, gate };
      expect(evaluateReads(where, "us-east-1", replica, beats, now)).to.deep.equal({ release: false, reason: "" });
    });
  }
});
