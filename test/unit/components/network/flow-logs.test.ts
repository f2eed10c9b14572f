import { expect } from "chai";
import { Network } from "../../../../components";
import { one, policyOf } from "../../../support/preview";
import { runComponents } from "../../../support/run-program";

const run = () =>
  runComponents(
    (opts) =>
      new Network(
        "net",
        {
          region: "us-east-1",
          accountId: "123456789012",
          keyArn: "arn:aws:kms:us-east-1:123456789012:key/1",
          cidr: "10.0.0.0/16",
          zones: ["us-east-1a", "us-east-1b"],
          logRetentionDays: 30,
        },
        opts,
      ),
  );

describe("flowLogs", () => {
  it("record all traffic in a group with retention and key", async () => {
    const { stack } = await run();
    expect(one(stack, "ec2/flowLog:FlowLog").inputs.trafficType).to.equal("ALL");
    expect(one(stack, "cloudwatch/logGroup:LogGroup").inputs).to.include({
      retentionInDays: 30,
      kmsKeyId: "arn:aws:kms:us-east-1:123456789012:key/1",
    });
  });

  it("have a role for the account's flow logs of the region only", async () => {
    const { stack } = await run();
    const [trust] = policyOf(one(stack, "iam/role:Role"), "assumeRolePolicy").Statement;
    expect(trust?.Condition).to.deep.equal({
      StringEquals: { "aws:SourceAccount": "123456789012" },
      ArnLike: { "aws:SourceArn": "arn:aws:ec2:us-east-1:123456789012:vpc-flow-log/*" },
    });
  });

  it("may write to their own group only, and look groups up", async () => {
    const { stack } = await run();
    const [write, find, ...others] = policyOf(one(stack, "iam/rolePolicy:RolePolicy")).Statement;
    expect(others).to.deep.equal([]);
    expect(write?.Resource).to.match(/:log-group:net-flow-logs-[^:]+:\*$/);
    expect(find).to.deep.include({
      Action: "logs:DescribeLogGroups",
      Resource: "*",
    });
  });
});
