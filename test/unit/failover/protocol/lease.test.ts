import { expect } from "chai";
import { DEFAULTS } from "../../../../config/defaults";
import { failoverSettings } from "../../../../config/failover-settings";
import {
  acquiredBy,
  expirySeconds,
  openedBy,
  permits,
  refusal,
  releasedBy,
  retimed,
  sameLease,
} from "../../../../failover/protocol/lease";
import type { Lease, Plan } from "../../../../failover/protocol/types";
import { leaseOf } from "../../../support/leases";

const TIMING = failoverSettings(DEFAULTS).lease;

const before = leaseOf("us-east-1", {
  epoch: 4,
  writer: "db-0",
  quarantined: ["us-west-1"],
  run: "earlier",
  renewedAt: 5,
});
const plan: Plan = {
  run: "mine",
  mode: "failover",
  from: "us-east-1",
  to: "us-west-1",
  before,
  epoch: 5,
  database: "db-1",
  forced: false,
  by: "test",
  createdAt: 0,
  gate: { maxLossSeconds: 30, clockSkewSeconds: 60, aliveSeconds: 60, beatSeconds: 5 },
  expirySeconds: 40,
  timing: {},
};

describe("lease", () => {
  it("passes from one region to the other without a moment in which both may write", () => {
    const lives = [before, acquiredBy(plan), openedBy(plan)];
    expect(lives.map((lease) => [permits(lease, "us-east-1"), permits(lease, "us-west-1")])).to.deep.equal([
      [true, false],
      [false, false],
      [false, true],
    ]);
    expect(openedBy(plan)).to.include({ lastWriter: "us-west-1", writer: "db-1" });
    expect(acquiredBy(plan)).to.include({ lastWriter: "us-east-1", writer: "db-0" });
  });

  it("quarantines the previous writer when writes open, and never the region that takes them", () => {
    expect(acquiredBy(plan).quarantined).to.deep.equal(["us-west-1"]);
    expect(openedBy(plan).quarantined).to.deep.equal(["us-east-1"]);
    const back = { ...plan, to: "us-east-1", before: { ...before, active: "us-west-1", quarantined: ["eu-west-1"] } };
    expect(openedBy(back).quarantined).to.deep.equal(["eu-west-1"]);
  });

  it("quarantines the target of a run that is replaced, because it may have been promoted", () => {
    const other = { ...plan, to: "eu-west-1", before: acquiredBy({ ...plan, before: { ...before, quarantined: [] } }) };
    expect(acquiredBy(other).quarantined).to.deep.equal(["us-west-1"]);
    expect(openedBy(other).quarantined).to.deep.equal(["us-west-1", "us-east-1"]);
  });

  it("keeps what a controller changes between a plan and its run", () => {
    const changed = { ...before, writer: "db-9", quarantined: [] };
    expect(refusal(plan, changed, false)).to.equal(null);
    const acquired = acquiredBy(plan, changed);
    expect(acquired).to.deep.include({ writer: "db-9", quarantined: [], run: plan.run });
    expect(openedBy(plan, acquired).quarantined).to.deep.equal(["us-east-1"]);
    expect(refusal(plan, { ...changed, lastWriter: "eu-west-1" }, false)).to.match(/has replaced the lease/);
  });

  it("is released to the old region in an epoch higher than the one acquired", () => {
    expect(releasedBy(plan)).to.deep.equal({ ...before, epoch: 6, run: "mine" });
  });

  it("waits longer than the slowest agent and its last write, by the fastest clock", () => {
    const { leaseSeconds, writeSeconds, driftRatio } = TIMING;
    const trueWait = expirySeconds(before, driftRatio) / (1 + driftRatio);
    const trueLease = leaseSeconds / (1 - driftRatio) + writeSeconds;
    expect(trueWait).to.be.at.least(trueLease);
    expect(trueWait).to.be.below(trueLease + 0.2);
  });

  it("waits for the longest timing that was published or used since writes were opened", () => {
    const shortened = retimed(before, { leaseSeconds: 5, writeSeconds: 1 });
    expect(shortened.timing).to.deep.equal({ leaseSeconds: 5, writeSeconds: 1, longestSeconds: 40 });
    expect(expirySeconds(shortened, 0)).to.equal(40);
    expect(expirySeconds(retimed(shortened, { leaseSeconds: 60, writeSeconds: 10 }), 0)).to.equal(70);
    expect(expirySeconds({ ...before, usedLeaseSeconds: 90 }, 0)).to.equal(100);
    const next = { ...plan, before: shortened };
    expect(acquiredBy(next).timing).to.deep.equal(shortened.timing);
    expect(releasedBy(next).timing).to.deep.equal(shortened.timing);
    expect(openedBy(next).timing.longestSeconds).to.equal(6);
  });

  it("lets a run act on the lease that it was planned from and on its own, and on no other", () => {
    expect(refusal(plan, { ...before, renewedAt: 99 }, false)).to.equal(null);
    expect(refusal(plan, acquiredBy(plan), false)).to.equal(null);
    expect(refusal(plan, openedBy(plan), false)).to.equal(null);
    expect(refusal(plan, { ...before, run: "other" }, false)).to.match(
      /^epoch 4 .* has replaced the lease .* \(epoch 4\)/,
    );
    expect(refusal(plan, { ...acquiredBy(plan), run: "other" }, false)).to.match(/^epoch 5 \(us-west-1, writes held\)/);
    expect(refusal(plan, releasedBy(plan), false)).to.match(/released the lease with epoch 6/);
    expect(refusal(plan, releasedBy(plan), true)).to.equal(null);
    expect(refusal({ ...plan, mode: "rehearse" }, acquiredBy(plan), true)).to.match(/has replaced/);
  });

  it("compares everything that conditional writes compare, and not the renewal", () => {
    expect(sameLease(before, { ...before, renewedAt: null })).to.equal(true);
    const changes: Partial<Lease>[] = [
      { epoch: 5 },
      { active: "x" },
      { writes: "held" },
      { lastWriter: "x" },
      { writer: null },
      { quarantined: [] },
      { timing: { ...before.timing, leaseSeconds: 1 } },
      { timing: { ...before.timing, writeSeconds: 1 } },
      { timing: { ...before.timing, longestSeconds: 1 } },
      { run: null },
    ];
    for (const change of changes) {
      expect(sameLease(before, { ...before, ...change }), JSON.stringify(change)).to.equal(false);
    }
  });
});
