import { expect } from "chai";
import { evaluateGate } from "../../../../failover/protocol/gate";
import type { DatabaseState } from "../../../../failover/protocol/ports";
import type { Lease, Mode } from "../../../../failover/protocol/types";
import { leaseOf } from "../../../support/leases";

const now = 1_000_000_000;
const before = leaseOf("east");
const gate = { maxLagSeconds: 30, staleSeconds: 180 };

function replica(seconds: number, ageSeconds = 0): DatabaseState {
  return { id: "db", role: "replica", source: "east", lag: { seconds, measuredAt: now - ageSeconds * 1000 } };
}

function verdict(database: DatabaseState, mode: Mode = "failover", lease: Partial<Lease> = {}, to = "west") {
  return evaluateGate({ mode, to, before: { ...before, ...lease }, gate }, database, now);
}

describe("promotion gate", () => {
  it("passes lag that is known, fresh and within the limit", () => {
    expect(verdict(replica(0))).to.include({ pass: true, loss: null });
    expect(verdict(replica(30, 180))).to.include({ pass: true, loss: "acknowledged writes of the last 30 s" });
    expect(verdict(replica(30), "switchover")).to.include({ pass: true, loss: null });
  });

  it("refuses lag over the limit, stale or unknown, with what force would lose", () => {
    expect(verdict(replica(31))).to.deep.equal({
      pass: false,
      reason: "the replication lag of west was 31 s, measured 0 s ago: over the limit of 30 s",
      loss: "acknowledged writes of the last 31 s",
    });
    expect(verdict(replica(2, 181))).to.include({ pass: false, loss: "acknowledged writes of the last 183 s" });
    for (const unknown of [replica(-1), { ...replica(0), lag: null }]) {
      expect(verdict(unknown)).to.include({ pass: false, loss: "an unknown amount of acknowledged writes" });
    }
  });

  it("refuses a replica of a region that did not take the last writes, however small its lag", () => {
    const third = verdict(replica(0), "failover", { active: "west", lastWriter: "west" }, "eu");
    expect(third)
      .to.include({ pass: false })
      .and.property("reason")
      .match(/replicates from east, and west took the last/);
    expect(verdict({ ...replica(0), source: null }).reason).to.match(/replicates from nowhere/);
  });

  it("lets the last writer take over again without promotion, and no other primary", () => {
    const primary: DatabaseState = { id: "db", role: "primary", source: null, lag: null };
    expect(verdict(primary, "failover", { active: "west", lastWriter: "east" }, "east")).to.include({ pass: true });
    expect(verdict(primary))
      .to.include({ pass: false })
      .and.property("reason")
      .match(/rebuild it as a replica/);
    expect(verdict({ ...primary, role: "promoting" }))
      .to.include({ pass: false })
      .and.property("reason")
      .match(/being promoted while east did/);
  });

  it("starts no switchover in the middle of a failover, forced or not", () => {
    expect(verdict(replica(0), "switchover", { writes: "held" })).to.include({ pass: false, loss: null });
    expect(verdict(replica(0), "switchover", { active: "west", lastWriter: "east" })).to.include({ pass: false });
  });
});
