import { expect } from "chai";
import { ControllerFunction, type ControllerFunctionArgs } from "../../../../components/failover/controller-function";
import { one, policyOf } from "../../../support/preview";
import { runComponents } from "../../../support/run-program";

const args: ControllerFunctionArgs = {
  region: "us-west-1",
  entry: "controller/observe",
  handler: "observe",
  description: "Probes the active region",
  environment: { REDOUBT_HOME: "us-west-1", REDOUBT_OTHER_SITE: undefined },
  permissions: [],
  timeoutSeconds: 30,
  keyArn: "arn:aws:kms:us-west-1:123456789012:key/logs",
  logRetentionDays: 30,
  topicArn: "arn:aws:sns:us-west-1:123456789012:alarms",
};

const run = (own: Partial<ControllerFunctionArgs> = {}) =>
  runComponents((opts) => new ControllerFunction("fn", { ...args, ...own }, opts));

describe("ControllerFunction", () => {
  it("passes no empty environment variable, because Lambda refuses one", async () => {
    const { stack } = await run();
    expect(one(stack, "lambda/function:Function").inputs.environment).to.deep.equal({
      variables: { REDOUBT_HOME: "us-west-1" },
    });
  });

  it("is created after its role has its permissions", async () => {
    const { stack } = await run();
    expect(one(stack, "lambda/function:Function").dependencies).to.include(one(stack, "iam/rolePolicy:RolePolicy").urn);
  });

  it("may create network interfaces only if it is in a VPC", async () => {
    const actions = async (own: Partial<ControllerFunctionArgs>) =>
      policyOf(one((await run(own)).stack, "iam/rolePolicy:RolePolicy")).Statement.flatMap(({ Action }) => Action);
    expect(await actions({})).not.to.include("ec2:CreateNetworkInterface");
    const vpc = { subnetIds: ["subnet-1"], securityGroupId: "sg-1" };
    expect(await actions({ vpc })).to.include("ec2:CreateNetworkInterface");
  });

  it("raises an alarm for an error and for an event that was not processed", async () => {
    const { stack } = await run();
    for (const name of ["fn-errors", "fn-dead-letters"]) {
      expect(one(stack, "cloudwatch/metricAlarm:MetricAlarm", name).inputs.alarmActions, name).to.deep.equal([
        args.topicArn,
      ]);
    }
  });
});
