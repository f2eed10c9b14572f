import { expect } from "chai";
import { FailoverController, type FailoverControllerArgs } from "../../../../components";
import { one, policyOf } from "../../../support/preview";
import { errorOf, runComponents } from "../../../support/run-program";
import { deployment, leaseTableArns } from "./deployment-fixture";

const args: FailoverControllerArgs = {
  region: "us-west-1",
  accountId: "123456789012",
  deployment,
  leaseTableArns,
  thirdSite: "us-east-2",
  databaseArn: "arn:aws:rds:us-west-1:123456789012:db:database-us-west-1-g1",
  keyArn: "arn:aws:kms:us-west-1:123456789012:key/logs",
  logRetentionDays: 30,
};

const run = (own: Partial<FailoverControllerArgs> = {}) =>
  runComponents((opts) => new FailoverController("failover", { ...args, ...own }, opts));

describe("FailoverController", () => {
  it("lets the failure detector resume runs, and start one only with an automatic trigger", async () => {
    const triggerOf = async (own: Partial<FailoverControllerArgs>) => {
      const { stack } = await run(own);
      const { variables } = one(stack, "lambda/function:Function", "failover-detector").inputs.environment as {
        variables: Record<string, string>;
      };
      expect(variables.REDOUBT_STATE_MACHINE).to.be.a("string");
      return variables.REDOUBT_TRIGGER;
    };
    expect(await triggerOf({})).to.equal(undefined);
    expect(await triggerOf({ trigger: "automatic" })).to.equal("automatic");
    const { Statement } = policyOf(one((await run()).stack, "iam/rolePolicy:RolePolicy", "failover-detector"));
    const states = Statement.filter(({ Action }) => Action.includes("states:StartExecution"));
    expect(states.map(({ Action }) => Action)).to.deep.equal([["states:StartExecution", "states:ListExecutions"]]);
  });

  it("raises an alarm on a run that does not end", async () => {
    const { inputs } = one((await run()).stack, "cloudwatch/metricAlarm:MetricAlarm", "failover-overdue");
    expect(inputs).to.deep.include({ metricName: "RunOverdue", threshold: 1, treatMissingData: "notBreaching" });
    expect(inputs.dimensions).to.deep.include({ Region: "us-west-1" });
  });

  it("raises an alarm on what would stop a failover", async () => {
    const { inputs } = one((await run()).stack, "cloudwatch/metricAlarm:MetricAlarm", "failover-preflight");
    expect(inputs).to.deep.include({ metricName: "PreflightFailed", threshold: 1 });
  });

  it("reserves concurrency only where that is configured, because new accounts refuse it", async () => {
    const reserved = async (own: Partial<FailoverControllerArgs>) =>
      one((await run(own)).stack, "lambda/function:Function", "failover-step").inputs.reservedConcurrentExecutions;
    expect(await reserved({})).to.equal(undefined);
    expect(await reserved({ reservedConcurrency: true })).to.equal(6);
  });

  it("lets a caller change the functions' runtime", async () => {
    const { stack } = await run({ transform: { function: { runtime: "nodejs24.x" } } });
    for (const name of ["failover-step", "failover-detector"]) {
      expect(one(stack, "lambda/function:Function", name).inputs.runtime, name).to.equal("nodejs24.x");
    }
  });

  it("refuses a deployment without the region's own resources", async () => {
    expect(await errorOf(() => new FailoverController("failover", { ...args, region: "us-east-1" }))).to.equal(
      "deployment: regions.us-east-1: got no resources; pass those of the region's tier",
    );
  });
});
