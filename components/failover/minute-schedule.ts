import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as lambda from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";
import { named, type Tags } from "../../config/tags";
import { metricAlarm } from "../observability/metric-alarm";
import type { ControllerFunction } from "./controller-function";

export interface MinuteScheduleArgs {
  readonly region: string;
  readonly function: ControllerFunction;
  /** Topic of the region that is told when the function is not called any more. */
  readonly topicArn: pulumi.Input<string>;
  readonly tags?: Tags;
}

/** Calls a function once a minute, and tells when that ceases: who watches must not fall asleep unseen. */
export class MinuteSchedule extends pulumi.ComponentResource {
  constructor(name: string, args: MinuteScheduleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:MinuteSchedule", name, {}, opts);
    const { region } = args;
    const parent = { parent: this };
    const rule = new cloudwatch.EventRule(
      name,
      {
        region,
        description: "Once a minute",
        scheduleExpression: "rate(1 minute)",
        tags: named(args.tags, name),
      },
      parent,
    );
    const permission = new lambda.Permission(
      name,
      {
        region,
        function: args.function.name,
        action: "lambda:InvokeFunction",
        principal: "events.amazonaws.com",
        sourceArn: rule.arn,
      },
      parent,
    );
    new cloudwatch.EventTarget(
      name,
      { region, rule: rule.name, arn: args.function.arn },
      { ...parent, dependsOn: [permission] },
    );
    metricAlarm(
      `${name}-silent`,
      {
        region,
        alarmDescription: "The function is not called any more",
        namespace: "AWS/Lambda",
        metricName: "Invocations",
        dimensions: { FunctionName: args.function.name },
        statistic: "Sum",
        period: 300,
        evaluationPeriods: 1,
        threshold: 1,
        comparisonOperator: "LessThanThreshold",
        treatMissingData: "breaching",
        topicArn: args.topicArn,
        tags: args.tags,
      },
      this,
    );
    this.registerOutputs();
  }
}
