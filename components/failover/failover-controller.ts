import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as iam from "@pulumi/aws/iam";
import * as sfn from "@pulumi/aws/sfn";
import * as pulumi from "@pulumi/pulumi";
import { named, type Tags } from "../../config/tags";
import { controllerDefinition } from "../../failover/controller/definition";
import { METRIC, metricDimensions } from "../../failover/controller/metric";
import { observationKey } from "../../failover/protocol/lease-keys";
import { type Permission, policyDocument } from "../iam/policy-document";
import { serviceRole } from "../iam/service-role";
import { metricAlarm } from "../observability/metric-alarm";
import { type ControllerDeployment, deploymentText, watchEnvironment, watchPermissions } from "./controller-deployment";
import { ControllerFunction, everywhereIn } from "./controller-function";
import { MinuteSchedule } from "./minute-schedule";

export interface FailoverControllerArgs {
  /** The region that this controller makes active, and in which all of it lies. */
  readonly region: string;
  readonly accountId: pulumi.Input<string>;
  /** The deployment with this region's resources and secret. */
  readonly deployment: ControllerDeployment;
  /** ARNs of the lease table's replicas that this region uses, by region. */
  readonly leaseTableArns: Readonly<Record<string, pulumi.Input<string>>>;
  /** The other site that watches: the ThirdSiteObserver's region. */
  readonly thirdSite: string;
  /**
   * Who starts a failover: people, or the watch as well, once two of three witnesses have taken the active region as lost.
   * @default "manual"
   */
  readonly trigger?: "manual" | "automatic";
  /** ARN of the region's database. */
  readonly databaseArn: pulumi.Input<string>;
  /** Key of the region under which the secret lies. */
  readonly dataKeyArn: pulumi.Input<string>;
  /** Key of the region that encrypts logs, notifications and queues. */
  readonly keyArn: pulumi.Input<string>;
  /** Retention of the log groups, days. */
  readonly logRetentionDays: number;
  /**
   * Reserve Lambda concurrency, 7 executions in all.
   * @default false
   */
  readonly reservedConcurrency?: boolean;
  readonly tags?: Tags;
}

/**
 * Carries a failover to its region out: a state machine made from the failover's flows, with a function that makes one call of one
 * step, and a watch of the active region that tells people and, where the trigger is automatic, starts it. All of it lies in the
 * region and needs nothing of another, but to fence that; its roles can change no DNS, no distribution and no role.
 *
 * A person starts it by `redoubt failover`, or without it by starting an execution of the state machine with the input
 * `{"mode": "failover", "to": "us-west-1", "by": "operator jane"}`.
 */
export class FailoverController extends pulumi.ComponentResource {
  readonly stateMachineArn: pulumi.Output<string>;

  constructor(name: string, args: FailoverControllerArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:FailoverController", name, {}, opts);
    const { region, deployment, tags } = args;
    const parent = { parent: this };
    const { alarmTopicArn: topicArn } = ownResources(args).resources;
    const shared = { region, keyArn: args.keyArn, logRetentionDays: args.logRetentionDays, topicArn, tags };
    const step = new ControllerFunction(
      `${name}-step`,
      {
        ...shared,
        entry: "controller/step",
        handler: "step",
        description: "One call of one step of a failover",
        environment: {
          REDOUBT_DEPLOYMENT: deploymentText(deployment),
          REDOUBT_HOME: region,
        },
        permissions: stepPermissions(args),
        timeoutSeconds: 90,
        // Three parallel branches in each of two concurrent runs.
        reservedConcurrency: args.reservedConcurrency ? 6 : undefined,
      },
      parent,
    );
    const machine = this.stateMachine(name, args, step);
    this.stateMachineArn = machine.arn;
    const automatic = args.trigger === "automatic";
    const watch = new ControllerFunction(
      `${name}-watch`,
      {
        ...shared,
        entry: "controller/detect",
        handler: "detect",
        description: "Watches the active region from the standby",
        environment: {
          ...watchEnvironment(deployment, region),
          REDOUBT_OTHER_SITE: args.thirdSite,
          ...(automatic && { REDOUBT_STATE_MACHINE: machine.arn }),
        },
        permissions: [
          ...watchPermissions(deployment, args.leaseTableArns, observationKey(region).pk, [
            observationKey(args.thirdSite).pk,
          ]),
          ...(automatic ? [{ actions: ["states:StartExecution"], resources: [machine.arn] }] : []),
        ],
        timeoutSeconds: 30,
        reservedConcurrency: args.reservedConcurrency ? 1 : undefined,
      },
      parent,
    );
    new MinuteSchedule(`${name}-schedule`, { region, function: watch, topicArn, tags }, parent);
    this.alarms(name, args, machine);
    this.registerOutputs({ stateMachineArn: this.stateMachineArn });
  }

  private stateMachine(name: string, args: FailoverControllerArgs, step: ControllerFunction): sfn.StateMachine {
    const { region, tags } = args;
    const parent = { parent: this };
    const logs = new cloudwatch.LogGroup(
      name,
      {
        region,
        // Under this prefix the log's own policy does not grow with each state machine (Step Functions Developer Guide, logging).
        namePrefix: `/aws/vendedlogs/states/${name}-`,
        retentionInDays: args.logRetentionDays,
        kmsKeyId: args.keyArn,
        tags: named(tags, name),
      },
      parent,
    );
    const role = serviceRole(
      name,
      {
        service: "states.amazonaws.com",
        description: "Calls the steps of a failover",
        source: {
          accountId: args.accountId,
          arn: pulumi.interpolate`arn:aws:states:${region}:${args.accountId}:stateMachine:*`,
        },
        tags,
      },
      this,
    );
    const policy = new iam.RolePolicy(
      name,
      {
        role: role.name,
        policy: policyDocument([
          { actions: ["lambda:InvokeFunction"], resources: [step.arn] },
          // What Step Functions asks for to deliver logs and traces (Step Functions Developer Guide, logging and tracing).
          everywhereIn(region, [
            "logs:CreateLogDelivery",
            "logs:GetLogDelivery",
            "logs:UpdateLogDelivery",
            "logs:DeleteLogDelivery",
            "logs:ListLogDeliveries",
            "logs:PutResourcePolicy",
            "logs:DescribeResourcePolicies",
            "logs:DescribeLogGroups",
            "xray:PutTraceSegments",
            "xray:PutTelemetryRecords",
            "xray:GetSamplingRules",
            "xray:GetSamplingTargets",
          ]),
        ]),
      },
      parent,
    );
    const { timing } = args.deployment.settings;
    return new sfn.StateMachine(
      name,
      {
        region,
        type: "STANDARD",
        roleArn: role.arn,
        definition: step.arn.apply((arn) => JSON.stringify(controllerDefinition(arn, timing))),
        loggingConfiguration: {
          level: "ALL",
          includeExecutionData: true,
          logDestination: pulumi.interpolate`${logs.arn}:*`,
        },
        tracingConfiguration: { enabled: true },
        tags: named(tags, name),
      },
      { ...parent, dependsOn: [policy] },
    );
  }

  private alarms(name: string, args: FailoverControllerArgs, machine: sfn.StateMachine): void {
    const { alarmTopicArn } = ownResources(args).resources;
    const shared = {
      region: args.region,
      period: 60,
      evaluationPeriods: 1,
      threshold: 1,
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      // While the region is active itself nobody watches it from here.
      treatMissingData: "notBreaching",
      topicArn: alarmTopicArn,
      tags: args.tags,
    };
    metricAlarm(
      `${name}-active-lost`,
      {
        ...shared,
        alarmDescription: "Two of three witnesses take the active region as lost: redoubt failover",
        namespace: METRIC.namespace,
        metricName: METRIC.name,
        dimensions: metricDimensions(args.deployment.leaseTableName, args.region),
        statistic: "Maximum",
      },
      this,
    );
    metricAlarm(
      `${name}-failed`,
      {
        ...shared,
        alarmDescription: "A failover did not end well: redoubt status",
        namespace: "AWS/States",
        metricName: "ExecutionsFailed",
        dimensions: { StateMachineArn: machine.arn },
        statistic: "Sum",
      },
      this,
    );
  }
}

/**
 * The region's resources and secret.
 * @throws Error when the deployment lacks them
 */
function ownResources({ region, deployment }: FailoverControllerArgs) {
  const resources = deployment.regions[region]?.resources;
  const secretArn = deployment.secretArns[region];
  if (!resources || !secretArn) throw new Error(`deployment: has no resources or no secret of ${region}`);
  return { resources, secretArn };
}

/** Everything that the steps of a failover to this region touch, and nothing else. */
function stepPermissions(args: FailoverControllerArgs): Permission[] {
  const { region, accountId, deployment } = args;
  const { resources, secretArn } = ownResources(args);
  const groups = resources.groups.map(
    ({ name }) =>
      pulumi.interpolate`arn:aws:autoscaling:${region}:${accountId}:autoScalingGroup:*:autoScalingGroupName/${name}`,
  );
  const networkAcls = Object.keys(deployment.regions).map(
    (other) => pulumi.interpolate`arn:aws:ec2:${other}:${accountId}:network-acl/*`,
  );
  return [
    { actions: ["dynamodb:GetItem", "dynamodb:UpdateItem"], resources: Object.values(args.leaseTableArns) },
    { actions: ["rds:DescribeDBInstances", "rds:PromoteReadReplica"], resources: [args.databaseArn] },
    everywhereIn(region, ["cloudwatch:GetMetricData", "autoscaling:DescribeAutoScalingGroups"]),
    { actions: ["autoscaling:UpdateAutoScalingGroup"], resources: groups },
    {
      actions: ["s3:GetMultiRegionAccessPointRoutes", "s3:SubmitMultiRegionAccessPointRoutes"],
      resources: [deployment.accessPointArn],
    },
    {
      actions: [
        "cloudfront-keyvaluestore:DescribeKeyValueStore",
        "cloudfront-keyvaluestore:GetKey",
        "cloudfront-keyvaluestore:PutKey",
      ],
      resources: [deployment.routingStoreArn],
    },
    { actions: ["secretsmanager:GetSecretValue"], resources: [secretArn] },
    { actions: ["kms:Decrypt"], resources: [args.dataKeyArn] },
    { actions: ["sns:Publish"], resources: [resources.alarmTopicArn] },
    // The fence is put into the old active region's network, from here.
    ...Object.keys(deployment.regions).map((other) =>
      everywhereIn(other, ["ec2:DescribeVpcs", "ec2:DescribeNetworkAcls"]),
    ),
    { actions: ["ec2:CreateNetworkAclEntry", "ec2:DeleteNetworkAclEntry"], resources: networkAcls },
  ];
}
