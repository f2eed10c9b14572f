import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";
import { named, type Tags } from "../../config/tags";
import { type Transform, transformed } from "../transform";

export interface MetricAlarmArgs
  extends Omit<cloudwatch.MetricAlarmArgs, "region" | "alarmActions" | "okActions" | "tags"> {
  readonly region: string;
  /**
   * Topic of the same region that is notified.
   * @default nobody is notified
   */
  readonly topicArn?: pulumi.Input<string>;
  /**
   * Also notify when the alarm returns to OK.
   * @default true
   */
  readonly notifyRecovery?: boolean;
  readonly tags?: Tags;
  readonly transform?: Transform<cloudwatch.MetricAlarmArgs>;
}

/** A metric alarm that notifies a topic. */
export function metricAlarm(name: string, args: MetricAlarmArgs, parent: pulumi.Resource): cloudwatch.MetricAlarm {
  const { notifyRecovery = true, tags, topicArn, transform, ...metric } = args;
  const topics = topicArn === undefined ? [] : [topicArn];
  const actions = { alarmActions: topics, ...(notifyRecovery && { okActions: topics }) };
  return new cloudwatch.MetricAlarm(
    ...transformed(transform, name, { ...metric, ...actions, tags: named(tags, name) }, { parent }),
  );
}
