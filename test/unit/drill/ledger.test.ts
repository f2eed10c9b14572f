import { expect } from "chai";
import { type Entry, findDualWrites as findAmong } from "../../../drill/ledger";

const [east, west] = ["us-east-1", "us-west-1"];

function entry(number: number, region: string, epoch: number | null, committedAt: number, server = region): Entry {
  return { number, region, server, epoch, committedAt };
}

describe("findDualWrites", () => {
  const findDualWrites = (entries: readonly Entry[], ...acknowledged: number[]) =>
    findAmong(entries, new Set(acknowledged));

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

  it("finds acknowledged writes of a database after another one took over, where the application records no epoch", () => {
    const entries = [
      entry(1, east, null, 10),
      entry(2, west, null, 20),
      entry(3, east, null, 21),
      entry(4, east, null, 22),
    ];
    expect(findDualWrites(entries, 1, 2, 3)).to.deep.equal([3]);
    const back = entry(5, east, null, 30, "rebuilt");
    expect(findDualWrites([...entries, back, entry(6, east, null, 40, "rebuilt")], 1, 2, 5, 6)).to.deep.equal([]);
  });
});
