import type * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";
import { metricAlarm } from "../../observability/metric-alarm";
import { secondsAtRisk } from "../../observability/seconds-at-risk";
import type { GlobalLagAlarmArgs } from "./lag-alarm";

export interface LossAlarmArgs extends Omit<GlobalLagAlarmArgs, "clusterIdentifier"> {
  /** Name of the lease table in which the regions' sentinels record beats. */
  readonly leaseTableName: pulumi.Input<string>;
}

/**
 * The alarm on what a failover to a secondary would lose by beats, beside Aurora's own lag: the promotion gate evaluates beats. It also fires
 * when the sentinel publishes nothing, because an unknown loss is not zero.
 */
export function lossAlarm(name: string, args: LossAlarmArgs, parent: pulumi.Resource): cloudwatch.MetricAlarm {
  const { leaseTableName, limitSeconds, region, tags, topicArn, transform } = args;
  return metricAlarm(
    name,
    {
      ...secondsAtRisk(leaseTableName, region),
      region,
      topicArn,
      tags,
      alarmDescription: pulumi.interpolate`A failover would lose more than ${limitSeconds} s, or an unknown time`,
      statistic: "Maximum",
      period: 60,
      evaluationPeriods: 3,
      datapointsToAlarm: 3,
      comparisonOperator: "GreaterThanThreshold",
      threshold: limitSeconds,
      treatMissingData: "breaching",
      transform,
    },
    parent,
  );
}
