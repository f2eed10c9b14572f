import { expect } from "chai";
import { ReplicatedDatabase } from "../../../../components";
import { one, policyOf } from "../../../support/preview";
import { runComponents } from "../../../support/run-program";
import { PRIMARY } from "./arguments";

describe("monitoringRole", () => {
  it("can be assumed by RDS for the account's databases of the region only", async () => {
    const { stack } = await runComponents((opts) => new ReplicatedDatabase("orders", PRIMARY, opts));
    const [trust] = policyOf(one(stack, "iam/role:Role"), "assumeRolePolicy").Statement;
    expect(trust?.Principal).to.deep.equal({ Service: "monitoring.rds.amazonaws.com" });
    expect(trust?.Condition).to.deep.equal({
      StringEquals: { "aws:SourceAccount": "123456789012" },
      ArnLike: { "aws:SourceArn": "arn:aws:rds:us-east-1:123456789012:db:*" },
    });
  });

  it("has its policy before the instance uses it", async () => {
    const { stack } = await runComponents((opts) => new ReplicatedDatabase("orders", PRIMARY, opts));
    expect(one(stack, "rds/instance:Instance").propertyDependencies.monitoringRoleArn).to.include(
      one(stack, "iam/rolePolicyAttachment:RolePolicyAttachment").urn,
    );
  });
});
