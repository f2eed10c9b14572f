import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { failoverStateMachine } from "../../../../components/failover/failover-state-machine";
import { one, policyOf } from "../../../support/preview";
import { runAlone } from "../../../support/run-program";
import { deployment } from "./deployment-fixture";

const STEP = "arn:aws:lambda:us-west-1:123456789012:function:step";

const run = () =>
  runAlone(async () => {
    failoverStateMachine(
      "failover",
      {
        region: "us-west-1",
        accountId: "123456789012",
        stepFunctionArn: pulumi.output(STEP),
        timing: deployment.settings.timing,
        keyArn: "arn:aws:kms:us-west-1:123456789012:key/logs",
        logRetentionDays: 30,
      },
      new pulumi.ComponentResource("test:index:Parent", "parent"),
    );
    return {};
  });

describe("failoverStateMachine", () => {
  it("can be assumed for the account's own state machines of the region only", async () => {
    const [trust] = policyOf(one(await run(), "iam/role:Role"), "assumeRolePolicy").Statement;
    expect(trust?.Condition).to.deep.equal({
      StringEquals: { "aws:SourceAccount": "123456789012" },
      ArnLike: { "aws:SourceArn": "arn:aws:states:us-west-1:123456789012:stateMachine:*" },
    });
  });

  it("can invoke the step function only", async () => {
    const invocations = policyOf(one(await run(), "iam/rolePolicy:RolePolicy")).Statement.filter(({ Action }) =>
      [Action].flat().includes("lambda:InvokeFunction"),
    );
    expect(invocations.map(({ Resource }) => Resource)).to.deep.equal([[STEP]]);
  });

  it("logs every execution under the prefix for which Step Functions needs no resource policy of its own", async () => {
    const stack = await run();
    expect(one(stack, "cloudwatch/logGroup:LogGroup").inputs.namePrefix).to.match(/^\/aws\/vendedlogs\/states\//);
    expect(one(stack, "sfn/stateMachine:StateMachine").inputs).to.have.nested.property(
      "loggingConfiguration.level",
      "ALL",
    );
  });
});
