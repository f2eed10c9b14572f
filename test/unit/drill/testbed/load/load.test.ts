import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { Load } from "../../../../../drill/testbed/load/load";

describe("Load", () => {
  it("leaves no more requests unanswered than ten seconds of its rate", async () => {
    let sent = 0;
    const never = () => {
      sent++;
      return new Promise<never>(() => undefined);
    };
    // A second passes at each call, so that the load is always behind.
    let seconds = 0;
    const elapsed = () => ++seconds * 1000;
    const settings = { rate: 10, writeShare: 0.5, internalShare: 0 };
    const load = new Load(settings, { edge: [never], internal: never }, { next: () => 0.5 }, elapsed);
    load.start();
    while (seconds < 1000) await sleep(10);
    load.stop();
    expect(sent).to.equal(100);
  });
});
