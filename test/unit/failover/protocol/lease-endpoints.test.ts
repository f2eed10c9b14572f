import { expect } from "chai";
import fc from "fast-check";
import { leaseEndpoints } from "../../../../failover/protocol/lease-endpoints";

describe("lease endpoints", () => {
  const set = ["us-east-1", "us-east-2", "us-west-2"];

  it("are the region's own first, then those without a tier, nearest first", () => {
    const tiers = ["us-east-1", "us-west-1"];
    expect(leaseEndpoints("us-east-1", set, tiers)).to.deep.equal(["us-east-1", "us-east-2", "us-west-2"]);
    expect(leaseEndpoints("us-west-1", set, tiers)).to.deep.equal(["us-west-2", "us-east-2"]);
  });

  it("are never in another tier's region", () => {
    fc.assert(
      fc.property(fc.subarray([...set, "us-west-1", "eu-west-1"], { minLength: 2 }), (tiers) => {
        for (const region of tiers) {
          const endpoints = leaseEndpoints(region, set, tiers);
          expect(endpoints.filter((each) => each !== region && tiers.includes(each))).to.deep.equal([]);
        }
      }),
    );
  });
});
