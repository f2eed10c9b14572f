import { expect } from "chai";
import { bounded } from "../../../../failover/run/bounded";
import { stage } from "./stage";

describe("a call's bounds", () => {
  it("abandons a call that hangs, and rejects its later use of ports", async () => {
    const { ports, settle, world } = stage();
    let wake: () => void = () => {};
    let afterwards: Promise<unknown> = Promise.resolve();
    const hanging = bounded(ports, 5, (within) => {
      afterwards = new Promise<void>((resolve) => {
        wake = resolve;
      }).then(() => within.edge.write({ ...world.store, epoch: 9 }));
      return afterwards;
    });
    expect(await settle(hanging.catch((error: Error) => error.message))).to.equal("no answer within 5 s");
    wake();
    expect(await settle(afterwards.catch((error: Error) => error.message))).to.equal("no answer within 5 s");
    expect(world.store.epoch).to.equal(1);
  });
});
