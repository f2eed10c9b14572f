import { expect } from "chai";
import { leaseTableDeployment } from "../../../stacks/failover-deployment";
import { configOf } from "../../support/report";

describe("leaseTableDeployment", () => {
  const cidr = "10.30.0.0/16";

  it("has abandoned regions with their networks, and no third site that was abandoned", () => {
    const abandoned = { "ca-central-1": { stack: "canada", cidr }, "us-east-2": {} };
    const { leaseRegions, regions } = leaseTableDeployment(configOf({ abandoned }), "lease");
    expect(leaseRegions).to.deep.equal(["us-east-1", "us-west-2"]);
    expect(Object.keys(regions)).to.have.members(["us-east-1", "us-west-1", "ca-central-1"]);
    expect((regions as Record<string, unknown>)["ca-central-1"]).to.deep.include({ cidr, abandoned: true });
  });
});
