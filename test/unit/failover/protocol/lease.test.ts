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
  sameLease,
} from "../../../../failover/protocol/lease";
import type { Lease, Plan } from "../../../../failover/protocol/types";

const TIMING = failoverSettings(DEFAULTS).lease;

const before: Lease = {
  active: "us-east-1",
  epoch: 4,
  writes: "open",
  lastWriter: "us-east-1",
  run: "earlier",
  renewedAt: 5,
};
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
  gate: { maxLagSeconds: 30, staleSeconds: 180 },
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
    expect(openedBy(plan).lastWriter).to.equal("us-west-1");
    expect(acquiredBy(plan).lastWriter).to.equal("us-east-1");
  });

  it("is given back to the old region in an epoch further than the one taken", () => {
    expect(releasedBy(plan)).to.deep.equal({ ...before, epoch: 6, run: "mine" });
  });

  it("makes the taker wait longer than the slowest agent and its last write, by the fastest clock", () => {
    const { leaseSeconds, writeSeconds, driftRatio } = TIMING;
    const trueWait = expirySeconds(TIMING) / (1 + driftRatio);
    const trueLease = leaseSeconds / (1 - driftRatio) + writeSeconds;
    expect(trueWait).to.be.at.least(trueLease);
    expect(trueWait).to.be.below(trueLease + 0.2);
  });

  it("lets a run act on the lease that it was planned from and on its own, and on no other", () => {
    expect(refusal(plan, { ...before, renewedAt: 99 }, false)).to.equal(null);
    expect(refusal(plan, acquiredBy(plan), false)).to.equal(null);
    expect(refusal(plan, openedBy(plan), false)).to.equal(null);
    expect(refusal(plan, { ...before, run: "other" }, false)).to.match(/^epoch 4 .* has replaced the epoch 4/);
    expect(refusal(plan, { ...acquiredBy(plan), run: "other" }, false)).to.match(/^epoch 5 \(us-west-1, writes held\)/);
    expect(refusal(plan, releasedBy(plan), false)).to.match(/given the lease back with epoch 6/);
    expect(refusal(plan, releasedBy(plan), true)).to.equal(null);
    expect(refusal({ ...plan, mode: "rehearse" }, acquiredBy(plan), true)).to.match(/has replaced/);
  });

  it("compares all that conditional writes look at, and not the sign of life", () => {
    expect(sameLease(before, { ...before, renewedAt: null })).to.equal(true);
    for (const change of [{ epoch: 5 }, { active: "x" }, { writes: "held" }, { lastWriter: "x" }, { run: null }]) {
      expect(sameLease(before, { ...before, ...(change as Partial<Lease>) }), JSON.stringify(change)).to.equal(false);
    }
  });
});
