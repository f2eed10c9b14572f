import { expect } from "chai";
import { ownResources, probePermissions } from "../../../../components/failover/controller-deployment";
import { deployment, leaseTableArns } from "./deployment-fixture";

describe("deployment of a controller", () => {
  it("has the resources of its own region", () => {
    expect(ownResources(deployment, "us-west-1").resources.databaseIdentifier).to.equal("database-us-west-1-g1");
    expect(() => ownResources(deployment, "us-east-1")).to.throw("deployment: regions.us-east-1: got no resources");
  });

  it("lets a probe write only its own observation", () => {
    const writes = probePermissions(deployment, leaseTableArns, "observation#a", ["observation#b"]).filter(
      ({ actions }) => actions.includes("dynamodb:UpdateItem"),
    );
    expect(writes.map(({ condition }) => condition)).to.deep.equal([
      { "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": ["observation#a"] } },
    ]);
  });
});
