import { expect } from "chai";
import {
  abandonmentPermissions,
  ownResources,
  probeEnvironment,
  probePermissions,
} from "../../../../components/failover/controller-deployment";
import { deployment, leaseTableArns } from "./deployment-fixture";

describe("deployment of a controller", () => {
  it("has the resources of its own region", () => {
    expect(ownResources(deployment, "us-west-1").resources.databaseIdentifier).to.equal("database-us-west-1-g1");
    expect(() => ownResources(deployment, "us-east-1")).to.throw("deployment: regions.us-east-1: got no resources");
  });

  it("lets a probe know which regions were given up, and a failure detector read and record that", async () => {
    const regions = { ...deployment.regions, "eu-west-1": { cidr: "10.30.0.0/16", abandoned: true } };
    const { REDOUBT_DEPLOYMENT } = probeEnvironment({ ...deployment, regions }, "us-west-1");
    const text = await new Promise<string>((resolve) => REDOUBT_DEPLOYMENT.apply(resolve));
    expect(JSON.parse(text).regions).to.deep.equal({
      "us-east-1": { cidr: "10.10.0.0/16" },
      "us-west-1": { cidr: "10.20.0.0/16" },
      "eu-west-1": { cidr: "10.30.0.0/16", abandoned: true },
    });
    const [permission] = abandonmentPermissions(deployment, leaseTableArns);
    expect(permission?.condition).to.deep.equal({
      "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": ["abandoned#us-east-1", "abandoned#us-west-1"] },
    });
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
