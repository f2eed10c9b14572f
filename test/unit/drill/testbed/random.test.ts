import { expect } from "chai";
import { seededRandom } from "../../../../drill/testbed/random";

describe("seededRandom", () => {
  it("repeats its numbers for the same seed and name, and differs between names and seeds", () => {
    const draw = (seed: number, name: string) => {
      const random = seededRandom(seed, name);
      return Array.from({ length: 5 }, () => random.next());
    };
    expect(draw(1, "load")).to.deep.equal(draw(1, "load"));
    expect(draw(1, "load")).to.not.deep.equal(draw(2, "load"));
    expect(draw(1, "load")).to.not.deep.equal(draw(1, "edge"));
    for (const number of draw(3, "range")) expect(number).to.be.within(0, 1);
  });
});
