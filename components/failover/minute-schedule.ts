import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as lambda from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";
import { named, type Tags } from "../../config/tags";
import { metricAlarm } from "../observability/metric-alarm";
import { type Transform, transformed } from "../transform";
import type { ControllerFunction } from "./controller-function";

export interface MinuteScheduleArgs {
  readonly region: string;
  readonly function: ControllerFunction;
  /** Input of each invocation. Without it, the function gets the scheduled event. */
  readonly input?: object;
  /** Topic of the region that is notified when invocations stop. */
  readonly topicArn: pulumi.Input<string>;
  readonly tags?: Tags;
  /** Changes the arguments of the underlying resources. */
  readonly transform?: {
    readonly rule?: Transform<cloudwatch.EventRuleArgs>;
    readonly silent?: Transform<cloudwatch.MetricAlarmArgs>;
  };
}

/** Invokes a function once a minute, and raises an alarm when it has not been invoked for five minutes. */
export class MinuteSchedule extends pulumi.ComponentResource {
  readonly rule: cloudwatch.EventRule;
  /** Fires when invocations stop. */
  readonly silent: cloudwatch.MetricAlarm;

  constructor(name: string, args: MinuteScheduleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:MinuteSchedule", name, {}, opts);
    const { function: fn, region, tags, topicArn, transform } = args;
    const parent = { parent: this };
    this.rule = new cloudwatch.EventRule(
      ...transformed<cloudwatch.EventRuleArgs>(
        transform?.rule,
        name,
        { region, description: "Once a minute", scheduleExpression: "rate(1 minute)", tags: named(tags, name) },
        parent,
      ),
    );
    const permission = new lambda.Permission(
      name,
      {
        region,
        function: fn.name,
        action: "lambda:InvokeFunction",
        principal: "events.amazonaws.com",
        sourceArn: this.rule.arn,
      },
      parent,
    );
    new cloudwatch.EventTarget(
      name,
      { region, rule: this.rule.name, arn: fn.arn, input: args.input && JSON.stringify(args.input) },
      { ...parent, dependsOn: [permission] },
    );
    this.silent = metricAlarm(
      `${name}-silent`,
      {
        region,
        topicArn,
        tags,
        alarmDescription: "The function is no longer invoked",
        namespace: "AWS/Lambda",
        metricName: "Invocations",
        dimensions: { FunctionName: fn.name },
        statistic: "Sum",
        period: 300,
        evaluationPeriods: 1,
        threshold: 1,
        comparisonOperator: "LessThanThreshold",
        treatMissingData: "breaching",
        transform: transform?.silent,
      },
      this,
    );
    this.registerOutputs();
  }
}
