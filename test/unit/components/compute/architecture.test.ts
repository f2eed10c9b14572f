import { expect } from "chai";
import { architectureOf } from "../../../../components/compute/architecture";

describe("architecture of an instance type", () => {
  it("is arm64 for Graviton families", () => {
    const types = ["m6g.large", "t4g.micro", "c7gn.xlarge", "r8gd.large", "a1.large", "x2gd.large", "im4gn.large"];
    for (const type of types) expect(architectureOf(type), type).to.equal("arm64");
  });

  it("is x86_64 for all others", () => {
    for (const type of ["m6i.large", "t3.micro", "c7a.large", "g5.xlarge", "r7iz.large", "i4i.large"]) {
      expect(architectureOf(type), type).to.equal("x86_64");
    }
  });
});
