import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as iam from "@pulumi/aws/iam";
import * as lambda from "@pulumi/aws/lambda";
import * as sqs from "@pulumi/aws/sqs";
import * as pulumi from "@pulumi/pulumi";
import { named, type Tags } from "../../config/tags";
import { bundleFunction, type FunctionEntry } from "../../failover/bundle";
import { type Permission, policyDocument } from "../iam/policy-document";
import { serviceRole } from "../iam/service-role";
import { metricAlarm } from "../observability/metric-alarm";

export interface ControllerFunctionArgs {
  readonly region: string;
  /** The module that is bundled. */
  readonly entry: FunctionEntry;
  /** Name of the module's export that handles an event. */
  readonly handler: string;
  readonly description: string;
  /** Environment variables; those that are undefined are left out. */
  readonly environment: Readonly<Record<string, pulumi.Input<string> | undefined>>;
  /** Subnets and security group of a function that connects to the database. */
  readonly vpc?: {
    readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
    readonly securityGroupId: pulumi.Input<string>;
  };
  /** What it may do beside writing its logs and traces. */
  readonly permissions: readonly Permission[];
  /** The longest that one invocation may take, seconds. */
  readonly timeoutSeconds: number;
  /**
   * Concurrent executions that are reserved for the function, which is also their limit. Refused in an account whose quota leaves
   * fewer than 100 unreserved (Lambda Developer Guide, "Reserved concurrency").
   * @default none; the function shares the account's concurrency
   */
  readonly reservedConcurrency?: number | undefined;
  /** Key of the region that encrypts logs, environment and the dead-letter queue. */
  readonly keyArn: pulumi.Input<string>;
  /** Retention of the log group, days. */
  readonly logRetentionDays: number;
  /** Topic of the region that is told of its errors and of events that it could not take. */
  readonly topicArn: pulumi.Input<string>;
  readonly tags?: Tags;
}

/** What Lambda needs for a function in a VPC (Lambda Developer Guide, "Giving Lambda functions access to resources in an Amazon VPC"). */
const NETWORK_INTERFACE_ACTIONS = [
  "ec2:CreateNetworkInterface",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribeSubnets",
  "ec2:DeleteNetworkInterface",
  "ec2:AssignPrivateIpAddresses",
  "ec2:UnassignPrivateIpAddresses",
];

/** Actions that IAM knows for all resources or none; they are held to the region. */
export function everywhereIn(region: string, actions: readonly string[]): Permission {
  return { actions, resources: ["*"], condition: { StringEquals: { "aws:RequestedRegion": region } } };
}

/** One of the failover controller's functions, with its role, its logs, its dead-letter queue and the alarms on both. */
export class ControllerFunction extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  readonly name: pulumi.Output<string>;

  constructor(name: string, args: ControllerFunctionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:ControllerFunction", name, {}, opts);
    const { region, keyArn, tags } = args;
    const parent = { parent: this };
    const logs = new cloudwatch.LogGroup(
      name,
      { region, retentionInDays: args.logRetentionDays, kmsKeyId: keyArn, tags: named(tags, name) },
      parent,
    );
    const deadLetters = new sqs.Queue(
      `${name}-dead-letters`,
      {
        region,
        kmsMasterKeyId: keyArn,
        // The longest that SQS keeps a message: 14 days.
        messageRetentionSeconds: 14 * 24 * 60 * 60,
        tags: named(tags, `${name}-dead-letters`),
      },
      parent,
    );
    const role = serviceRole(name, { service: "lambda.amazonaws.com", description: args.description, tags }, this);
    const policy = new iam.RolePolicy(
      name,
      {
        role: role.name,
        policy: policyDocument([
          ...args.permissions,
          { actions: ["logs:CreateLogStream", "logs:PutLogEvents"], resources: [pulumi.interpolate`${logs.arn}:*`] },
          { actions: ["sqs:SendMessage"], resources: [deadLetters.arn] },
          { actions: ["kms:Decrypt", "kms:GenerateDataKey"], resources: [keyArn] },
          everywhereIn(region, ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]),
          ...(args.vpc ? [everywhereIn(region, NETWORK_INTERFACE_ACTIONS)] : []),
        ]),
      },
      parent,
    );
    const fn = new lambda.Function(
      name,
      {
        region,
        description: args.description,
        runtime: "nodejs22.x",
        architectures: ["arm64"],
        handler: `index.${args.handler}`,
        code: new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.FileAsset(bundleFunction(args.entry)) }),
        role: role.arn,
        memorySize: 512,
        timeout: args.timeoutSeconds,
        reservedConcurrentExecutions: args.reservedConcurrency,
        environment: { variables: environmentOf(args) },
        kmsKeyArn: keyArn,
        deadLetterConfig: { targetArn: deadLetters.arn },
        tracingConfig: { mode: "Active" },
        ...(args.vpc && {
          vpcConfig: { subnetIds: args.vpc.subnetIds, securityGroupIds: [args.vpc.securityGroupId] },
        }),
        loggingConfig: { logFormat: "Text", logGroup: logs.name },
        tags: named(tags, name),
      },
      { ...parent, dependsOn: [policy] },
    );
    this.arn = fn.arn;
    this.name = fn.name;
    this.alarms(name, args, deadLetters);
    this.registerOutputs({ arn: this.arn });
  }

  private alarms(name: string, args: ControllerFunctionArgs, deadLetters: sqs.Queue): void {
    const shared = {
      region: args.region,
      statistic: "Maximum",
      period: 60,
      evaluationPeriods: 1,
      threshold: 1,
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      treatMissingData: "notBreaching",
      topicArn: args.topicArn,
      notifyRecovery: false,
      tags: args.tags,
    };
    metricAlarm(
      `${name}-errors`,
      {
        ...shared,
        alarmDescription: `${args.description}: it fails`,
        namespace: "AWS/Lambda",
        metricName: "Errors",
        dimensions: { FunctionName: this.name },
      },
      this,
    );
    metricAlarm(
      `${name}-dead-letters`,
      {
        ...shared,
        alarmDescription: `${args.description}: events were given up`,
        namespace: "AWS/SQS",
        metricName: "ApproximateNumberOfMessagesVisible",
        dimensions: { QueueName: deadLetters.name },
      },
      this,
    );
  }
}

/** The environment without what is absent: Lambda knows no empty variable. */
function environmentOf({ environment }: ControllerFunctionArgs): Record<string, pulumi.Input<string>> {
  const given = Object.entries(environment).filter(
    (entry): entry is [string, pulumi.Input<string>] => entry[1] !== undefined,
  );
  return Object.fromEntries(given);
}
