import { expect } from "chai";
import { LagAlarm, type LagAlarmArgs } from "../../../../components";
import { one } from "../../../support/preview";
import { runComponents } from "../../../support/run-program";

const args = {
  region: "us-west-1",
  instanceIdentifier: "orders",
  limitSeconds: 45,
  topicArn: "arn:aws:sns:us-west-1:123456789012:alarms",
};

async function alarms(own: Partial<LagAlarmArgs> = {}) {
  const { stack } = await runComponents((opts) => new LagAlarm("lag", { ...args, ...own }, opts));
  const alarm = (fires: string) =>
    one({ ...stack, resources: stack.resources.filter(({ inputs }) => inputs.comparisonOperator === fires) }, type);
  const type = "cloudwatch/metricAlarm:MetricAlarm";
  return { lagging: alarm("GreaterThanThreshold").inputs, stopped: alarm("LessThanThreshold").inputs };
}

describe("LagAlarm", () => {
  it("fires above the limit, and below zero, which RDS reports while replication is inactive", async () => {
    const { lagging, stopped } = await alarms();
    expect(lagging).to.include({ threshold: 45, statistic: "Maximum", metricName: "ReplicaLag" });
    expect(stopped).to.include({ threshold: 0, statistic: "Minimum", metricName: "ReplicaLag" });
    expect(lagging.alarmDescription).to.equal("The replica lags more than 45 s, or reports no lag");
  });

  it("uses the seconds that a failover would lose where a sentinel records beats", async () => {
    const { lagging, stopped } = await alarms({ leaseTableName: "redoubt-lease" });
    expect(lagging).to.include({ threshold: 45, namespace: "Redoubt", metricName: "SecondsAtRisk" });
    expect(lagging.dimensions).to.deep.equal({ LeaseTable: "redoubt-lease", Region: "us-west-1" });
    expect(lagging).to.include({ treatMissingData: "breaching" });
    expect(stopped).to.include({ metricName: "ReplicaLag" });
  });

  it("fires in the replica's region when no lag is reported for three minutes", async () => {
    for (const inputs of Object.values(await alarms())) {
      expect(inputs).to.include({
        region: "us-west-1",
        treatMissingData: "breaching",
        period: 60,
        evaluationPeriods: 3,
        datapointsToAlarm: 3,
      });
      expect(inputs.dimensions).to.deep.equal({ DBInstanceIdentifier: "orders" });
      expect(inputs.alarmActions).to.deep.equal([args.topicArn]);
    }
  });
});
