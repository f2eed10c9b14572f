import { expect } from "chai";
import fc from "fast-check";
import { architecture } from "../../../components/compute/instance-group";
import { leaseEndpoints } from "../../../failover/protocol/lease-endpoints";

describe("architecture", () => {
  it("is Graviton's where the family has a g behind its generation", () => {
    for (const type of [
      "m6g.large",
      "t4g.micro",
      "c7gn.xlarge",
      "r8gd.large",
      "a1.large",
      "x2gd.large",
      "im4gn.large",
    ]) {
      expect(architecture(type), type).to.equal("arm64");
    }
    for (const type of ["m6i.large", "t3.micro", "c7a.large", "g5.xlarge", "r7iz.large", "i4i.large"]) {
      expect(architecture(type), type).to.equal("x86_64");
    }
  });
});

describe("lease endpoints", () => {
  const set = ["us-east-1", "us-east-2", "us-west-2"];

  it("are the region's own first, then the nearest without a tier", () => {
    const tiers = ["us-east-1", "us-west-1"];
    expect(leaseEndpoints("us-east-1", set, tiers)).to.deep.equal(["us-east-1", "us-east-2", "us-west-2"]);
    expect(leaseEndpoints("us-west-1", set, tiers)).to.deep.equal(["us-west-2", "us-east-2"]);
  });

  it("never lie in another tier's region", () => {
    fc.assert(
      fc.property(fc.subarray([...set, "us-west-1", "eu-west-1"], { minLength: 2 }), (tiers) => {
        for (const region of tiers) {
          const asked = leaseEndpoints(region, set, tiers);
          expect(asked.filter((each) => each !== region && tiers.includes(each))).to.deep.equal([]);
        }
      }),
    );
  });
});
