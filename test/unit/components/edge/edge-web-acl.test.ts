import { expect } from "chai";
import { EdgeWebAcl } from "../../../../components";
import { one } from "../../../support/preview";
import { runComponents } from "../../../support/run-program";

const args = { requestsPerFiveMinutes: 500, keyArn: "arn:aws:kms:us-east-1:123456789012:key/1", logRetentionDays: 90 };

describe("EdgeWebAcl", () => {
  const run = (tags?: Record<string, string>) =>
    runComponents((opts) => new EdgeWebAcl("acl", { ...args, tags }, opts));

  it("is in CloudFront's region, whatever the region of the provider", async () => {
    const { stack } = await run();
    for (const type of [
      "wafv2/webAcl:WebAcl",
      "cloudwatch/logGroup:LogGroup",
      "wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",
    ]) {
      expect(one(stack, type).region, type).to.equal("us-east-1");
    }
  });

  it("has metrics of its own beside another project in the account", async () => {
    const metricOf = async (project: string) => {
      const { stack } = await run({ "redoubt:project": project });
      return one(stack, "wafv2/webAcl:WebAcl").inputs.visibilityConfig;
    };
    expect(await metricOf("shop")).to.deep.include({ metricName: "shop-acl" });
    expect(await metricOf("Orders.EU")).to.deep.include({ metricName: "orders-eu-8bc6d7-acl" });
  });

  it("logs to a group that AWS WAF accepts, without credentials", async () => {
    const { stack } = await run();
    expect(one(stack, "cloudwatch/logGroup:LogGroup").inputs).to.deep.include({
      namePrefix: "aws-waf-logs-acl-",
      retentionInDays: 90,
    });
    const { inputs } = one(stack, "wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration");
    expect(inputs.redactedFields).to.deep.equal([
      { singleHeader: { name: "authorization" } },
      { singleHeader: { name: "cookie" } },
    ]);
  });
});
