import { expect } from "chai";
import { ReplicatedDatabase } from "../../../../../components";
import { ofType, one } from "../../../../support/preview";
import { runComponents } from "../../../../support/run-program";
import { AURORA_PRIMARY, AURORA_SECONDARY } from "../arguments";

const ALARM = "cloudwatch/metricAlarm:MetricAlarm";
const alarms = async (args: typeof AURORA_PRIMARY) => {
  const { stack } = await runComponents((opts) => new ReplicatedDatabase("orders", args, opts));
  return { ...stack, resources: ofType(stack, ALARM).filter(({ inputs }) => inputs.metricName === "SecondsAtRisk") };
};

describe("lossAlarm", () => {
  it("watches what a failover to the secondary would lose, beside the alarm on Aurora's lag", async () => {
    const { inputs } = one(await alarms({ ...AURORA_SECONDARY, leaseTableName: "redoubt-lease" }), ALARM);
    expect(inputs).to.deep.include({
      region: "us-west-1",
      namespace: "Redoubt",
      dimensions: { LeaseTable: "redoubt-lease", Region: "us-west-1" },
      threshold: 60,
      treatMissingData: "breaching",
      alarmActions: [AURORA_SECONDARY.alarmTopicArn],
    });
  });

  it("does not exist for a primary, a headless secondary, or without a lease table", async () => {
    const leaseTableName = "redoubt-lease";
    for (const args of [
      { ...AURORA_PRIMARY, leaseTableName },
      { ...AURORA_SECONDARY, leaseTableName, instances: 0 },
      AURORA_SECONDARY,
    ]) {
      expect((await alarms(args)).resources).to.deep.equal([]);
    }
  });
});
