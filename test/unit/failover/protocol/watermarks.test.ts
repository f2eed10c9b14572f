import { expect } from "chai";
import { withFailedAttempt } from "../../../../failover/protocol/watermarks";

describe("failed attempts after a beat", () => {
  const beat = { epoch: 3, at: 1000 };
  const attempted = (at: number, before = beat, epoch = 3) => withFailedAttempt(before, { epoch, at }, 30_000);

  it("starts a series, goes on with it, and starts another after a longer pause", () => {
    const first = attempted(7000);
    expect(first).to.deep.equal({ ...beat, failed: { since: 7000, at: 7000 } });
    const second = attempted(37_000, first);
    expect(second.failed).to.deep.equal({ since: 7000, at: 37_000 });
    expect(attempted(67_001, second).failed).to.deep.equal({ since: 67_001, at: 67_001 });
  });

  it("ignores a delayed attempt", () => {
    expect(attempted(1000)).to.equal(beat);
    expect(attempted(7000, beat, 2)).to.equal(beat);
    const failed = attempted(9000);
    expect(attempted(7000, failed)).to.equal(failed);
  });
});
