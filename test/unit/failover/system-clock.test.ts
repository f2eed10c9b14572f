import { expect } from "chai";
import { systemClock } from "../../../failover/system-clock";

describe("system clock", () => {
  it("sleeps no longer than its signal lets it", async () => {
    const before = systemClock.monotonic();
    await systemClock.sleep(3_600_000, AbortSignal.abort());
    await systemClock.sleep(0);
    expect(systemClock.monotonic()).to.be.at.least(before);
    expect(systemClock.now()).to.be.closeTo(Date.now(), 60_000);
  });
});
