import { expect } from "chai";
import { AlarmTopic } from "../../../../components";
import { type MetricAlarmArgs, metricAlarm } from "../../../../components/observability/metric-alarm";
import { one } from "../../../support/preview";
import { runComponents } from "../../../support/run-program";

const metric = {
  region: "us-east-1",
  topicArn: "arn:aws:sns:us-east-1:123456789012:alarms",
  comparisonOperator: "GreaterThanThreshold",
  evaluationPeriods: 1,
  threshold: 1,
};

async function inputsOf(args: MetricAlarmArgs) {
  const { stack } = await runComponents((opts) => {
    const parent = new AlarmTopic("alarms", { region: "us-east-1", accountId: "1", keyArn: "arn" }, opts);
    metricAlarm("errors", args, parent);
  });
  return one(stack, "cloudwatch/metricAlarm:MetricAlarm").inputs;
}

describe("metricAlarm", () => {
  it("notifies the topic of the alarm and of the recovery", async () => {
    const inputs = await inputsOf({ ...metric, tags: { team: "orders" } });
    expect(inputs.alarmActions).to.deep.equal([metric.topicArn]);
    expect(inputs.okActions).to.deep.equal([metric.topicArn]);
    expect(inputs.tags).to.deep.equal({ team: "orders", Name: "errors" });
    expect(inputs).not.to.have.any.keys("topicArn", "notifyRecovery", "transform");
  });

  it("does not notify of the recovery where that is switched off", async () => {
    const inputs = await inputsOf({ ...metric, notifyRecovery: false });
    expect(inputs.alarmActions).to.deep.equal([metric.topicArn]);
    expect(inputs).not.to.have.property("okActions");
  });

  it("lets the caller change the alarm's arguments", async () => {
    expect(await inputsOf({ ...metric, transform: { threshold: 5 } })).to.include({ threshold: 5 });
  });
});
