import { expect } from "chai";
import { evaluateGate, type Watermarks, waitsForGate } from "../../../../failover/protocol/gate";
import type { DatabaseState } from "../../../../failover/protocol/ports";
import type { Lease, Mode } from "../../../../failover/protocol/types";
import { leaseOf } from "../../../support/leases";

const now = 1_700_000_000_000;
const before = leaseOf("east", { epoch: 3 });
const gate = { maxLossSeconds: 30, clockSkewSeconds: 60, aliveSeconds: 60, beatSeconds: 5 };
const replica: DatabaseState = { id: "db", role: "replica", source: "east", lag: { seconds: 9999, measuredAt: now } };

/** A last acknowledged beat that was so long ago, and a last replayed one so long before it. */
function beats(agoSeconds: number, behindSeconds: number): Watermarks {
  const at = now - agoSeconds * 1000;
  return { acknowledged: { epoch: 3, at }, replayed: { epoch: 3, at: at - behindSeconds * 1000, readAt: now } };
}

function verdict(
  watermarks: Watermarks,
  { database = replica, mode = "failover" as Mode, lease = {} as Partial<Lease>, to = "west", at = now } = {},
) {
  return evaluateGate({ mode, to, before: { ...before, ...lease }, gate }, database, watermarks, at);
}

describe("promotion gate", () => {
  it("passes what lost little before the last sign of life, whatever the replica says of its lag", () => {
    expect(verdict(beats(0, 0))).to.include({ pass: true, loss: null });
    expect(verdict(beats(300, 30))).to.include({
      pass: true,
      loss: "acknowledged writes of the last 30 s before the loss",
    });
    expect(verdict(beats(0, 30), { mode: "switchover" })).to.include({ pass: true, loss: null });
    expect(verdict(beats(0, 4), { database: { ...replica, lag: null } })).to.include({ pass: true });
  });

  it("gives the same answer a minute and a day after the loss", () => {
    for (const behind of [20, 40]) {
      const minute = verdict(beats(60, behind));
      const day = verdict(beats(60, behind), { at: now + 86_400_000 });
      expect(day).to.deep.equal(minute);
      expect(minute.pass).to.equal(behind === 20);
    }
  });

  it("counts renewals after the last beat as signs of life, because writes may have gone on", () => {
    expect(verdict({ ...beats(600, 0), renewedAt: now - 580_000 })).to.include({ pass: true });
    const later = verdict({ ...beats(600, 0), renewedAt: now - 500_000 });
    expect(later).to.include({ pass: false, loss: "acknowledged writes of the last 100 s before the loss" });
    // A renewal of the target is no sign of life of the region that wrote last.
    const held = { active: "west", writes: "held" as const, renewedAt: now };
    expect(verdict(beats(600, 0), { lease: held })).to.include({ pass: true });
    // One of the last writer counts also after another run has acquired the lease.
    expect(verdict({ ...beats(600, 0), renewedAt: now - 500_000 }, { lease: held })).to.include({ pass: false });
  });

  it("counts no renewal once the sentinel has recorded that writes fail, up to the last renewal", () => {
    const at = now - 600_000;
    const failing = (since: number, until: number, renewedAt = now): Watermarks => ({
      acknowledged: { epoch: 3, at, failed: { since, at: until } },
      replayed: { epoch: 3, at: at - 20_000, readAt: now },
      renewedAt,
    });
    const lost = verdict(failing(at + 6000, now - 5000));
    expect(lost).to.include({ pass: true, loss: "acknowledged writes of the last 26 s before the loss" });
    expect(lost.reason).to.match(/^the database of east is lost while its hosts renew the lease: it acknowledged/);
    // The answer is the same a day later.
    expect(verdict(failing(at + 6000, now - 5000), { at: now + 86_400_000 })).to.deep.equal(lost);
    // Attempts that began to fail later leave a time in which writes may have gone on.
    expect(verdict(failing(at + 100_000, now))).to.include({ pass: false });
    // A sentinel that has stopped since proves nothing, and neither does one that never recorded a failure.
    expect(verdict(failing(at + 6000, now - 31_000))).to.include({ pass: false });
    expect(verdict({ ...beats(600, 20), renewedAt: now })).to.include({ pass: false });
    // A planned run waits for a database that takes writes.
    const planned = verdict(failing(at + 6000, now), { mode: "switchover" });
    expect(planned).to.include({ pass: false, loss: null, transient: true });
    expect(planned.reason).to.match(/^the database of east takes no writes since/);
  });

  it("refuses what was never recorded, and says which sentinel to look at", () => {
    const { acknowledged, replayed } = beats(0, 0);
    expect(verdict({ replayed }).reason).to.equal("no beat of east was ever recorded: see the sentinel of east");
    expect(verdict({ acknowledged }).reason).to.equal(
      "no beat was ever recorded as replayed in west: its replica is new, or its sentinel does not work",
    );
    expect(verdict({})).to.include({ pass: false, loss: "an unknown amount of acknowledged writes" });
  });

  it("refuses measurements from the future, and a replica that follows another writer", () => {
    expect(verdict(beats(-61, 0)))
      .to.include({ pass: false })
      .and.property("reason")
      .match(/61 s in the future/);
    expect(verdict(beats(-59, 0))).to.include({ pass: true });
    expect(verdict({ ...beats(0, 0), renewedAt: now + 61_000 }).reason).to.match(/in the future/);
    const other = verdict({ ...beats(0, 0), replayed: { epoch: 4, at: now, readAt: now } });
    expect(other.reason).to.match(/does not follow it/);
  });

  it("refuses a replica of a region that did not take the last writes, however recent its beats", () => {
    const third = verdict(beats(0, 0), { lease: { active: "west", lastWriter: "west" }, to: "eu" });
    expect(third).to.include({ pass: false });
    expect(third.reason).to.match(/replicates from east, and west took the last/);
    expect(verdict(beats(0, 0), { database: { ...replica, source: null } }).reason).to.match(/from nowhere/);
  });

  it("lets the last writer take over again without promotion, and no other primary", () => {
    const database: DatabaseState = { id: "db", role: "primary", source: null, lag: null };
    const back = { database, lease: { active: "west", lastWriter: "east" }, to: "east" };
    expect(verdict({}, back)).to.include({ pass: true });
    expect(verdict(beats(0, 0), { database }).reason).to.match(/rebuild it as a replica/);
    expect(verdict(beats(0, 0), { database: { ...database, role: "promoting" } }).reason).to.match(
      /being promoted while east did/,
    );
    // Aurora: the last writer is no primary that keeps its writes.
    const verdictAs = (role: DatabaseState["role"]) => verdict({}, { ...back, database: { ...database, role } });
    expect(verdictAs("demoting"))
      .to.include({ pass: false })
      .with.property("reason")
      .that.matches(/is being replaced by Aurora/);
    expect(verdictAs("rejoining"))
      .to.include({ pass: false })
      .with.property("reason")
      .that.matches(/remove this cluster from the global database/);
  });

  it("lets a planned run wait for a replica that is new or catches up, and a failover not", () => {
    const { acknowledged } = beats(0, 0);
    const waits = (watermarks: Watermarks, mode: Mode) => waitsForGate(mode, verdict(watermarks, { mode }));
    for (const watermarks of [{ acknowledged }, beats(0, 31)]) {
      expect(waits(watermarks, "switchover")).to.equal(true);
      expect(waits(watermarks, "rehearse")).to.equal(true);
      expect(waits(watermarks, "failover")).to.equal(false);
    }
    expect(waits({}, "switchover")).to.equal(false);
    expect(waits(beats(-61, 0), "switchover")).to.equal(false);
  });

  it("starts no switchover in the middle of a failover, forced or not", () => {
    const mode = "switchover" as const;
    expect(verdict(beats(0, 0), { mode, lease: { writes: "held" } })).to.include({ pass: false, loss: null });
    const midway = { active: "west", lastWriter: "east" };
    expect(verdict(beats(0, 0), { mode, lease: midway })).to.include({ pass: false });
  });
});
