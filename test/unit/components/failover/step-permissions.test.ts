import { expect } from "chai";
import { stepPermissions } from "../../../../components/failover/step-permissions";
import { deployment, leaseTableArns } from "./deployment-fixture";

const args = {
  region: "us-west-1",
  accountId: "123456789012",
  deployment,
  leaseTableArns,
  databaseArn: "arn:aws:rds:us-west-1:123456789012:db:database",
};
const permissions = stepPermissions(args);

describe("stepPermissions", () => {
  it("limit every action on all resources to one region", () => {
    const unlimited = permissions.filter(({ resources, condition }) =>
      [resources].flat().includes("*") ? condition?.StringEquals?.["aws:RequestedRegion"] === undefined : false,
    );
    expect(unlimited).to.deep.equal([]);
  });

  it("contain no action of IAM, Route 53, CloudFront's control plane or ACM", () => {
    const actions = permissions.flatMap(({ actions }) => actions);
    expect(actions.filter((action) => /^(iam|route53|cloudfront|acm):/.test(action))).to.deep.equal([]);
  });

  it("limit the fence to network ACLs with the project's tag", () => {
    const fence = stepPermissions({ ...args, tags: { "redoubt:project": "shop" } }).filter(({ actions }) =>
      actions.includes("ec2:CreateNetworkAclEntry"),
    );
    expect(fence.map(({ condition }) => condition)).to.deep.equal([
      { StringEquals: { "aws:ResourceTag/redoubt:project": "shop" } },
    ]);
  });
});
