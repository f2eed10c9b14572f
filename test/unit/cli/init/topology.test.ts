import { expect } from "chai";
import { proposeLeaseRegions, regionEntries } from "../../../../cli/init/topology";

describe("topology of a new project", () => {
  it("has three lease regions on the continent of most regions, one of them without a tier", () => {
    expect(proposeLeaseRegions(["us-east-1", "us-west-1"])).to.deep.equal(["us-east-1", "us-east-2", "us-west-2"]);
    expect(proposeLeaseRegions(["eu-central-1", "eu-west-1"])).to.deep.equal([
      "eu-west-1",
      "eu-west-3",
      "eu-central-1",
    ]);
    expect(proposeLeaseRegions(["eu-west-1", "us-east-1"])).to.have.length(3);
    expect(proposeLeaseRegions(["ap-northeast-1", "ap-southeast-2"])).to.deep.equal([
      "ap-northeast-1",
      "ap-northeast-2",
      "ap-northeast-3",
    ]);
  });

  it("uses a region outside the EU where every region of the set in the EU has a tier", () => {
    expect(proposeLeaseRegions(["eu-west-1", "eu-west-3", "eu-central-1"])).to.include("eu-west-2");
  });

  it("uses no set of which every region has a tier", () => {
    expect(proposeLeaseRegions(["us-east-1", "us-east-2", "us-west-2"])?.[0]).to.equal("eu-west-1");
  });

  it("has a range and a stack of its own for each region", () => {
    expect(regionEntries(["us-east-1", "us-west-2", "eu-west-1"])).to.deep.equal({
      "us-east-1": { stack: "prod", cidr: "10.10.0.0/16" },
      "us-west-2": { stack: "dr", cidr: "10.20.0.0/16" },
      "eu-west-1": { stack: "eu-west-1", cidr: "10.30.0.0/16" },
    });
  });
});
