import { expect } from "chai";
import { ControllerFunction } from "../../../../components/failover/controller-function";
import { MinuteSchedule } from "../../../../components/failover/minute-schedule";
import { one } from "../../../support/preview";
import { runComponents } from "../../../support/run-program";

describe("MinuteSchedule", () => {
  const run = () =>
    runComponents((opts) => {
      const region = "us-west-1";
      const topicArn = "arn:aws:sns:us-west-1:123456789012:alarms";
      const fn = new ControllerFunction(
        "fn",
        {
          region,
          entry: "controller/observe",
          handler: "observe",
          description: "Probes",
          environment: {},
          permissions: [],
          timeoutSeconds: 30,
          keyArn: "arn:aws:kms:us-west-1:123456789012:key/logs",
          logRetentionDays: 30,
          topicArn,
        },
        opts,
      );
      new MinuteSchedule("schedule", { region, function: fn, topicArn }, opts);
    });

  it("invokes the function once a minute, after it was permitted", async () => {
    const { stack } = await run();
    expect(one(stack, "cloudwatch/eventRule:EventRule").inputs.scheduleExpression).to.equal("rate(1 minute)");
    const target = one(stack, "cloudwatch/eventTarget:EventTarget");
    expect(target.dependencies).to.include(one(stack, "lambda/permission:Permission").urn);
    expect(target.propertyDependencies.arn).to.include(one(stack, "lambda/function:Function").urn);
  });

  it("permits only its own rule to invoke the function", async () => {
    const { stack } = await run();
    expect(one(stack, "lambda/permission:Permission").propertyDependencies.sourceArn).to.deep.equal([
      one(stack, "cloudwatch/eventRule:EventRule").urn,
    ]);
  });

  it("raises an alarm when invocations stop, which is missing data", async () => {
    const { stack } = await run();
    expect(one(stack, "cloudwatch/metricAlarm:MetricAlarm", "schedule-silent").inputs).to.include({
      metricName: "Invocations",
      treatMissingData: "breaching",
    });
  });
});
