import { expect } from "chai";
import fc from "fast-check";
import {
  addresses,
  type Cidr,
  contains,
  formatCidr,
  MAX_ZONES,
  overlaps,
  parseCidr,
  subnetLayout,
} from "../../../config/cidr";

const ranges = (from = 0, to = 32): fc.Arbitrary<Cidr> =>
  fc.tuple(fc.integer({ min: from, max: to }), fc.integer({ min: 0, max: 2 ** 32 - 1 })).map(([prefix, address]) => {
    const size = 2 ** (32 - prefix);
    return { base: Math.floor(address / size) * size, prefix };
  });

describe("CIDR", () => {
  it("parses what it formats", () => {
    fc.assert(
      fc.property(ranges(), (range) => {
        expect(parseCidr(formatCidr(range))).to.deep.equal(range);
      }),
    );
  });

  it("parses nothing else", () => {
    for (const text of [
      "",
      "10.0.0.0",
      "10.0.0.0/33",
      "10.0.0.256/32",
      "10.0.0.1/24",
      "10.0.0/8",
      "a.b.c.d/8",
      " 10.0.0.0/8",
    ]) {
      expect(parseCidr(text), text).to.equal(undefined);
    }
  });

  it("overlaps exactly when an end of one lies in the other", () => {
    const last = (range: Cidr) => range.base + addresses(range) - 1;
    const inside = (address: number, range: Cidr) => range.base <= address && address <= last(range);
    fc.assert(
      fc.property(ranges(), ranges(), (one, other) => {
        const shared = [one.base, last(one)].some((end) => inside(end, other)) || inside(other.base, one);
        expect(overlaps(one, other)).to.equal(shared);
        expect(overlaps(other, one)).to.equal(shared);
        if (contains(one, other)) expect(shared).to.equal(true);
      }),
    );
  });
});

describe("subnet layout", () => {
  const networks = ranges(16, 22);
  const zones = fc.integer({ min: 1, max: MAX_ZONES });

  it("is inside the network and disjoint", () => {
    fc.assert(
      fc.property(networks, zones, (network, count) => {
        const blocks = Object.values(subnetLayout(network, count))
          .flat()
          .map((text) => parseCidr(text) as Cidr);
        expect(blocks).to.have.length(3 * count);
        for (const [index, block] of blocks.entries()) {
          expect(contains(network, block)).to.equal(true);
          for (const other of blocks.slice(index + 1)) expect(overlaps(block, other)).to.equal(false);
        }
      }),
    );
  });

  it("keeps every subnet when a zone is added", () => {
    fc.assert(
      fc.property(networks, fc.integer({ min: 1, max: MAX_ZONES - 1 }), (network, count) => {
        const [before, after] = [subnetLayout(network, count), subnetLayout(network, count + 1)];
        for (const layer of ["public", "application", "database"] as const) {
          expect(after[layer].slice(0, count)).to.deep.equal(before[layer]);
        }
      }),
    );
  });
});
