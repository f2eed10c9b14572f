import type * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";
import type { Tags } from "../../config/tags";
import type { Transform } from "../transform";
import { metricAlarm } from "./metric-alarm";
import { secondsAtRisk } from "./seconds-at-risk";

export interface LagAlarmArgs {
  /** The replica's region. */
  readonly region: string;
  readonly instanceIdentifier: pulumi.Input<string>;
  /**
   * Name of the lease table in which the region's sentinel records beats. The alarm then uses the seconds that a failover would lose:
   * RDS's ReplicaLag also grows while the source has no transactions.
   * @default none; the alarm uses ReplicaLag
   */
  readonly leaseTableName?: pulumi.Input<string>;
  /** Lag above which the alarm fires, seconds. */
  readonly limitSeconds: pulumi.Input<number>;
  /**
   * Topic of the same region that is notified.
   * @default nobody is notified
   */
  readonly topicArn?: pulumi.Input<string>;
  readonly tags?: Tags;
  /** Changes the arguments of the underlying resources. */
  readonly transform?: {
    readonly lagging?: Transform<cloudwatch.MetricAlarmArgs>;
    readonly stopped?: Transform<cloudwatch.MetricAlarmArgs>;
  };
}

/**
 * Alarms on the replication lag of an RDS replica. Both also fire when the metric is missing, because an unknown lag is not zero.
 * @example
 * new LagAlarm("orders-lag", { region: "us-west-1", instanceIdentifier: replica.identifier, limitSeconds: 60, topicArn });
 */
export class LagAlarm extends pulumi.ComponentResource {
  /** Fires when the replica lags for three minutes. */
  readonly lagging: cloudwatch.MetricAlarm;
  /** Fires when replication is inactive. */
  readonly stopped: cloudwatch.MetricAlarm;

  constructor(name: string, args: LagAlarmArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:LagAlarm", name, {}, opts);
    const { leaseTableName, limitSeconds, region, tags, topicArn, transform } = args;
    const replicaLag = {
      namespace: "AWS/RDS",
      metricName: "ReplicaLag",
      dimensions: { DBInstanceIdentifier: args.instanceIdentifier },
    };
    const shared = {
      region,
      topicArn,
      tags,
      period: 60,
      evaluationPeriods: 3,
      datapointsToAlarm: 3,
      treatMissingData: "breaching",
    };
    this.lagging = metricAlarm(
      name,
      {
        ...shared,
        ...(leaseTableName === undefined ? replicaLag : secondsAtRisk(leaseTableName, region)),
        alarmDescription: pulumi.interpolate`The replica lags more than ${limitSeconds} s, or reports no lag`,
        statistic: "Maximum",
        comparisonOperator: "GreaterThanThreshold",
        threshold: limitSeconds,
        transform: transform?.lagging,
      },
      this,
    );
    // MySQL and MariaDB report -1 while replication is inactive, which is below every limit (RDS User Guide, read replicas).
    this.stopped = metricAlarm(
      `${name}-stopped`,
      {
        ...shared,
        ...replicaLag,
        alarmDescription: "Replication is not active",
        statistic: "Minimum",
        comparisonOperator: "LessThanThreshold",
        threshold: 0,
        transform: transform?.stopped,
      },
      this,
    );
    this.registerOutputs();
  }
}
