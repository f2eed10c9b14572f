import { expect } from "chai";
import { comparableProperties, neutraliser, neutralName } from "../../../../readiness/parity/normalise";
import type { Resource } from "../../../../resources/resource";

const neutral = neutraliser({ region: "us-west-1", stack: "dr", role: "standby", quarantined: false, zones: 2 });

describe("neutraliser", () => {
  it("replaces the region anywhere, and the stack and the role as whole values", () => {
    expect(neutral("arn:aws:s3:us-west-1::x")).to.equal("arn:aws:s3:«region»::x");
    expect(["dr", "standby", "drum"].map(neutral)).to.deep.equal(["«stack»", "«role»", "drum"]);
  });
});

describe("neutralName", () => {
  it("removes the generation of a rebuilt database", () => {
    expect(neutralName("tier-database-g2", neutral)).to.equal("tier-database");
  });
});

describe("comparableProperties", () => {
  it("flattens values, and replaces computed values by the names of their sources", () => {
    const item = {
      inputs: { tags: { Name: "us-west-1-web" }, sizes: [1, 2], vpcId: "vpc-1" },
      propertyDependencies: { vpcId: ["urn:pulumi:dr::redoubt::redoubt:index:Network$awsx:ec2:Vpc::tier-network"] },
    } as unknown as Resource;
    expect([...comparableProperties(item, neutral)]).to.deep.equal([
      ["tags.Name", "«region»-web"],
      ["sizes.0", "1"],
      ["sizes.1", "2"],
      ["vpcId", "from awsx:ec2:Vpc tier-network"],
    ]);
  });
});
