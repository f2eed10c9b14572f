import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as iam from "@pulumi/aws/iam";
import * as lambda from "@pulumi/aws/lambda";
import * as sqs from "@pulumi/aws/sqs";
import * as pulumi from "@pulumi/pulumi";
import { named, type Tags } from "../../config/tags";
import { bundleFunction, type FunctionEntry } from "../../failover/bundle";
import { type Permission, policyDocument, regionWide } from "../iam/policy-document";
import { serviceRole } from "../iam/service-role";
import { metricAlarm } from "../observability/metric-alarm";
import { type Transform, transformed } from "../transform";

export interface ControllerFunctionArgs {
  readonly region: string;
  /** Module that is bundled. */
  readonly entry: FunctionEntry;
  /** Name of the module's export that handles an event. */
  readonly handler: string;
  /**
   * Name of the function.
   * @default made by Pulumi from the component's name
   */
  readonly functionName?: string;
  readonly description: string;
  /** Environment variables. Undefined ones are left out. */
  readonly environment: Readonly<Record<string, pulumi.Input<string> | undefined>>;
  /** Subnets and security group of a function that connects to the database. */
  readonly vpc?: {
    readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
    readonly securityGroupId: pulumi.Input<string>;
  };
  /** Permissions in addition to those for logs, traces and the dead-letter queue. */
  readonly permissions: readonly Permission[];
  /** Limit of one invocation, seconds. */
  readonly timeoutSeconds: pulumi.Input<number>;
  /**
   * Concurrent executions that are reserved for the function, which is also their limit. Refused in an account whose quota leaves
   * fewer than 100 unreserved (Lambda Developer Guide, "Reserved concurrency").
   * @default none; the function shares the account's concurrency
   */
  readonly reservedConcurrency?: number | undefined;
  /** Key of the region that encrypts logs, environment and the dead-letter queue. */
  readonly keyArn: pulumi.Input<string>;
  /** Retention of the log group, days. */
  readonly logRetentionDays: pulumi.Input<number>;
  /** Topic of the region that is notified of errors and of events that were not processed. */
  readonly topicArn: pulumi.Input<string>;
  readonly tags?: Tags;
  /** Changes the arguments of the underlying resources. */
  readonly transform?: ControllerFunctionTransform;
}

/** Changes the arguments of a function's resources. */
export interface ControllerFunctionTransform {
  readonly function?: Transform<lambda.FunctionArgs>;
  readonly functionLogGroup?: Transform<cloudwatch.LogGroupArgs>;
  readonly deadLetters?: Transform<sqs.QueueArgs>;
}

/** The runtime for which the functions are bundled. */
const RUNTIME = "nodejs22.x";
/** SQS's longest retention (SQS Developer Guide, "Amazon SQS message quotas"), seconds. */
const DEAD_LETTER_SECONDS = 14 * 24 * 60 * 60;

/** Source: Lambda Developer Guide, "Giving Lambda functions access to resources in an Amazon VPC". */
const NETWORK_INTERFACE_ACTIONS = [
  "ec2:CreateNetworkInterface",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribeSubnets",
  "ec2:DeleteNetworkInterface",
  "ec2:AssignPrivateIpAddresses",
  "ec2:UnassignPrivateIpAddresses",
];

/** One of Redoubt's functions, with its role, log group, dead-letter queue and the alarms on errors and dead letters. */
export class ControllerFunction extends pulumi.ComponentResource {
  readonly logGroup: cloudwatch.LogGroup;
  readonly deadLetters: sqs.Queue;
  readonly role: iam.Role;
  readonly function: lambda.Function;
  readonly arn: pulumi.Output<string>;
  readonly name: pulumi.Output<string>;

  constructor(name: string, args: ControllerFunctionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:ControllerFunction", name, {}, opts);
    const { keyArn, logRetentionDays, region, tags, transform } = args;
    const parent = { parent: this };
    this.logGroup = new cloudwatch.LogGroup(
      ...transformed(
        transform?.functionLogGroup,
        name,
        { region, retentionInDays: logRetentionDays, kmsKeyId: keyArn, tags: named(tags, name) },
        parent,
      ),
    );
    this.deadLetters = new sqs.Queue(
      ...transformed<sqs.QueueArgs>(
        transform?.deadLetters,
        `${name}-dead-letters`,
        {
          region,
          kmsMasterKeyId: keyArn,
          messageRetentionSeconds: DEAD_LETTER_SECONDS,
          tags: named(tags, `${name}-dead-letters`),
        },
        parent,
      ),
    );
    this.role = serviceRole(name, { service: "lambda.amazonaws.com", description: args.description, tags }, this);
    const policy = new iam.RolePolicy(name, { role: this.role.name, policy: this.policy(args) }, parent);
    this.function = new lambda.Function(
      ...transformed<lambda.FunctionArgs>(transform?.function, name, this.functionArgs(name, args), {
        ...parent,
        dependsOn: [policy],
      }),
    );
    this.arn = this.function.arn;
    this.name = this.function.name;
    this.alarms(name, args);
    this.registerOutputs({ arn: this.arn });
  }

  private policy({ keyArn, permissions, region, vpc }: ControllerFunctionArgs): pulumi.Output<string> {
    return policyDocument([
      ...permissions,
      {
        actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
        resources: [pulumi.interpolate`${this.logGroup.arn}:*`],
      },
      { actions: ["sqs:SendMessage"], resources: [this.deadLetters.arn] },
      { actions: ["kms:Decrypt", "kms:GenerateDataKey"], resources: [keyArn] },
      regionWide(region, ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]),
      ...(vpc ? [regionWide(region, NETWORK_INTERFACE_ACTIONS)] : []),
    ]);
  }

  private functionArgs(name: string, args: ControllerFunctionArgs): lambda.FunctionArgs {
    const { entry, handler, keyArn, region, tags, timeoutSeconds, vpc } = args;
    return {
      region,
      name: args.functionName,
      description: args.description,
      runtime: RUNTIME,
      architectures: ["arm64"],
      handler: `index.${handler}`,
      code: new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.FileAsset(bundleFunction(entry)) }),
      role: this.role.arn,
      memorySize: 512,
      timeout: timeoutSeconds,
      reservedConcurrentExecutions: args.reservedConcurrency,
      environment: { variables: defined(args.environment) },
      kmsKeyArn: keyArn,
      deadLetterConfig: { targetArn: this.deadLetters.arn },
      tracingConfig: { mode: "Active" },
      ...(vpc && { vpcConfig: { subnetIds: vpc.subnetIds, securityGroupIds: [vpc.securityGroupId] } }),
      loggingConfig: { logFormat: "Text", logGroup: this.logGroup.name },
      tags: named(tags, name),
    };
  }

  private alarms(name: string, { description, region, tags, topicArn }: ControllerFunctionArgs): void {
    const shared = {
      region,
      topicArn,
      tags,
      statistic: "Maximum",
      period: 60,
      evaluationPeriods: 1,
      threshold: 1,
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      treatMissingData: "notBreaching",
      notifyRecovery: false,
    };
    metricAlarm(
      `${name}-errors`,
      {
        ...shared,
        alarmDescription: `${description}: the function fails`,
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
        alarmDescription: `${description}: events were not processed`,
        namespace: "AWS/SQS",
        metricName: "ApproximateNumberOfMessagesVisible",
        dimensions: { QueueName: this.deadLetters.name },
      },
      this,
    );
  }
}

/** The variables that are defined; Lambda refuses an empty one. */
function defined(environment: ControllerFunctionArgs["environment"]): Record<string, pulumi.Input<string>> {
  const variables = Object.entries(environment).filter(
    (entry): entry is [string, pulumi.Input<string>] => entry[1] !== undefined,
  );
  return Object.fromEntries(variables);
}
