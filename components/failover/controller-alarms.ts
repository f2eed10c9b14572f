import type * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";
import type { Tags } from "../../config/tags";
import { METRICS, metricDimensions } from "../../failover/controller/metric";
import { metricAlarm } from "../observability/metric-alarm";

export interface ControllerAlarmArgs {
  /** Site of the alarm: a region of the topology, or the third site. */
  readonly region: string;
  readonly leaseTableName: pulumi.Input<string>;
  /** Topic of the site. */
  readonly topicArn: pulumi.Input<string>;
  readonly tags?: Tags;
}

/** Fires while a run has not ended, or holds writes, for longer than its limit. Every site has one, because any of them may be lost. */
export function overdueAlarm(name: string, args: ControllerAlarmArgs, parent: pulumi.Resource): cloudwatch.MetricAlarm {
  const alarmDescription = "A run has not ended, or writes are held, for 15 minutes. Run: redoubt status";
  return controllerAlarm(name, { ...args, alarmDescription, metricName: METRICS.runOverdue }, parent);
}

/** Fires while the daily preflight of a standby's controller has failed checks. */
export function preflightAlarm(
  name: string,
  args: ControllerAlarmArgs,
  parent: pulumi.Resource,
): cloudwatch.MetricAlarm {
  const alarmDescription = "A failover to this region would fail or lose too much. Run: redoubt preflight";
  return controllerAlarm(name, { ...args, alarmDescription, metricName: METRICS.preflightFailed }, parent);
}

function controllerAlarm(
  name: string,
  { leaseTableName, ...args }: ControllerAlarmArgs & { readonly alarmDescription: string; readonly metricName: string },
  parent: pulumi.Resource,
): cloudwatch.MetricAlarm {
  return metricAlarm(
    name,
    {
      ...args,
      namespace: METRICS.namespace,
      dimensions: metricDimensions(leaseTableName, args.region),
      statistic: "Maximum",
      period: 60,
      evaluationPeriods: 1,
      threshold: 1,
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      // A site that publishes nothing is reported by the alarm on its schedule.
      treatMissingData: "notBreaching",
    },
    parent,
  );
}
