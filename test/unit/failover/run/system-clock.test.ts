import { expect } from "chai";
import { systemClock } from "../../../../failover/run/system-clock";

describe("system clock", () => {
  it("runs what is due, in order, and not what was cancelled", async () => {
    const before = systemClock.monotonic();
    const ran: string[] = [];
    systemClock.after(0, () => ran.push("cancelled"))();
    await new Promise<void>((resolve) => systemClock.after(0, resolve));
    await systemClock.sleep(0);
    expect(ran).to.deep.equal([]);
    expect(systemClock.monotonic()).to.be.at.least(before);
    expect(systemClock.now()).to.be.closeTo(Date.now(), 60_000);
  });
});
