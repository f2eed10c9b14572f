import type * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";
import type { Tags } from "../../../config/tags";
import { metricAlarm } from "../../observability/metric-alarm";
import type { Transform } from "../../transform";

export interface GlobalLagAlarmArgs {
  /** The secondary cluster's region. */
  readonly region: string;
  readonly clusterIdentifier: pulumi.Input<string>;
  /** Lag above which the alarm fires, seconds. */
  readonly limitSeconds: pulumi.Input<number>;
  /**
   * Topic of the same region that is notified.
   * @default nobody is notified
   */
  readonly topicArn?: pulumi.Input<string>;
  readonly tags?: Tags;
  readonly transform?: Transform<cloudwatch.MetricAlarmArgs>;
}

/**
 * The alarm on the replication lag of a secondary cluster: how far it is behind with user transactions. CloudWatch has the metric in
 * secondary regions only. The alarm also fires when it is missing, because an unknown lag is not zero.
 * Source: Aurora User Guide, "Cluster-level metrics for Amazon Aurora", AuroraGlobalDBRPOLag.
 */
export function lagAlarm(name: string, args: GlobalLagAlarmArgs, parent: pulumi.Resource): cloudwatch.MetricAlarm {
  const { clusterIdentifier, limitSeconds, region, tags, topicArn, transform } = args;
  return metricAlarm(
    name,
    {
      region,
      topicArn,
      tags,
      alarmDescription: pulumi.interpolate`The secondary cluster lags more than ${limitSeconds} s, or reports no lag`,
      namespace: "AWS/RDS",
      metricName: "AuroraGlobalDBRPOLag",
      dimensions: { DBClusterIdentifier: clusterIdentifier },
      statistic: "Maximum",
      period: 60,
      evaluationPeriods: 3,
      datapointsToAlarm: 3,
      comparisonOperator: "GreaterThanThreshold",
      // The metric is in milliseconds.
      threshold: pulumi.output(limitSeconds).apply((seconds) => seconds * 1000),
      treatMissingData: "breaching",
      transform,
    },
    parent,
  );
}
