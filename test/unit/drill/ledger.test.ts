import { expect } from "chai";
import { type Entry, findDualWrites } from "../../../drill/ledger";

const [east, west] = ["us-east-1", "us-west-1"];

function entry(number: number, region: string, epoch: number, committedAt: number): Entry {
  return { number, region, epoch, committedAt };
}

describe("findDualWrites", () => {
  it("finds none when the region changes only with the epoch, in any order of the rows", () => {
    const entries = [entry(5, east, 3, 50), entry(1, east, 1, 10), entry(4, west, 2, 40), entry(2, east, 1, 20)];
    expect(findDualWrites(entries)).to.deep.equal([]);
  });

  it("finds none when an entry is in both databases because it was replicated", () => {
    expect(findDualWrites([entry(1, east, 1, 10), entry(1, east, 1, 10), entry(2, west, 2, 20)])).to.deep.equal([]);
  });

  it("finds writes that were committed under an epoch after a write of a later epoch", () => {
    const entries = [entry(1, east, 1, 10), entry(2, west, 2, 20), entry(3, east, 1, 21), entry(4, west, 2, 30)];
    expect(findDualWrites(entries)).to.deep.equal([3]);
  });

  it("finds writes of a second region under the same epoch", () => {
    expect(findDualWrites([entry(1, east, 1, 10), entry(2, west, 1, 20)])).to.deep.equal([2]);
  });

  it("finds numbers that both regions accepted", () => {
    expect(findDualWrites([entry(7, east, 1, 10), entry(7, west, 2, 20)])).to.deep.equal([7]);
  });
});
