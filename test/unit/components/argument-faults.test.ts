import { expect } from "chai";
import { regionFaults } from "../../../components/argument-faults";

describe("regionFaults", () => {
  it("accepts a region of the commercial partition, and no other text", () => {
    expect(regionFaults("region", "eu-west-1")).to.deep.equal([]);
    expect(regionFaults("region", "")).to.deep.equal([
      { path: "region", message: "got none; use an AWS region such as us-east-1" },
    ]);
  });

  it("refuses GovCloud and China, whose ARNs and services differ", () => {
    for (const [region, partition] of [
      ["us-gov-west-1", "aws-us-gov"],
      ["cn-north-1", "aws-cn"],
    ] as const) {
      const message = `${region} is in partition ${partition}; use a region of the commercial partition (aws)`;
      expect(regionFaults("region", region)).to.deep.equal([{ path: "region", message }]);
    }
  });
});
