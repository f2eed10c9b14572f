import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";
import { named, type Tags } from "../../config/tags";

export interface LagAlarmArgs {
  /** The replica's region. */
  readonly region: string;
  readonly instanceIdentifier: pulumi.Input<string>;
  /** Lag above which the alarm fires, seconds. */
  readonly limitSeconds: number;
  readonly topicArn: pulumi.Input<string>;
  readonly tags?: Tags;
}

/** Fires when a replica lags, and as well when nothing is heard of its lag: a lag that is unknown is not zero. */
export class LagAlarm extends pulumi.ComponentResource {
  constructor(name: string, args: LagAlarmArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:LagAlarm", name, {}, opts);
    const shared = {
      region: args.region,
      namespace: "AWS/RDS",
      metricName: "ReplicaLag",
      dimensions: { DBInstanceIdentifier: args.instanceIdentifier },
      period: 60,
      evaluationPeriods: 3,
      datapointsToAlarm: 3,
      treatMissingData: "breaching",
      alarmActions: [args.topicArn],
      okActions: [args.topicArn],
    };
    new cloudwatch.MetricAlarm(
      name,
      {
        ...shared,
        alarmDescription: `The replica lags more than ${args.limitSeconds} s, or does not tell`,
        statistic: "Maximum",
        comparisonOperator: "GreaterThanThreshold",
        threshold: args.limitSeconds,
        tags: named(args.tags, name),
      },
      { parent: this },
    );
    // RDS tells a lag of -1 when replication is not active: it would pass for a small lag.
    new cloudwatch.MetricAlarm(
      `${name}-stopped`,
      {
        ...shared,
        alarmDescription: "Replication is not active",
        statistic: "Minimum",
        comparisonOperator: "LessThanThreshold",
        threshold: 0,
        tags: named(args.tags, `${name}-stopped`),
      },
      { parent: this },
    );
    this.registerOutputs();
  }
}
