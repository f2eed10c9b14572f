import { expect } from "chai";
import { breaks } from "./check";
import { MUTATIONS, mutated } from "./mutations";

/** Enough for the rarest of them, at this seed and at others. */
const RUNS = Number(process.env.REDOUBT_MUTATION_RUNS ?? 20_000);

describe("failover, broken deliberately", () => {
  for (const mutation of MUTATIONS) {
    it(`is caught: ${mutation.name}`, async () => {
      const caught = await breaks(await mutated(mutation), RUNS, 1);
      expect(caught).to.have.property("name", "Violation");
    });
  }

  it("is built unbroken when nothing is changed", async () => {
    const from = 'writes: "held", run: plan.run';
    const same = await mutated({ name: "nothing", file: "failover/protocol/lease.ts", from, to: from });
    expect(await breaks(same, 200, 1)).to.equal(null);
  });

  it("is not built when the place to break has moved", async () => {
    const gone = { name: "gone", file: "failover/protocol/lease.ts", from: "no such text", to: "" };
    const error = await mutated(gone).catch((reason: unknown) => reason);
    expect(error)
      .to.be.an("error")
      .with.property("message")
      .that.matches(/stands there 0 times/);
  });
});
