import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as iam from "@pulumi/aws/iam";
import * as sfn from "@pulumi/aws/sfn";
import * as pulumi from "@pulumi/pulumi";
import { named, type Tags } from "../../config/tags";
import { controllerDefinition } from "../../failover/controller/definition";
import type { FailoverSettings } from "../../failover/run/plan";
import { policyDocument, regionWide } from "../iam/policy-document";
import { serviceRole } from "../iam/service-role";
import { type Transform, transformed } from "../transform";

export interface FailoverStateMachineArgs {
  readonly region: string;
  readonly accountId: pulumi.Input<string>;
  /** ARN of the function that makes one call of one step. */
  readonly stepFunctionArn: pulumi.Output<string>;
  readonly timing: FailoverSettings["timing"];
  /** Key of the region that encrypts the log group. */
  readonly keyArn: pulumi.Input<string>;
  /** Retention of the log group, days. */
  readonly logRetentionDays: pulumi.Input<number>;
  readonly tags?: Tags;
  readonly transform?: FailoverStateMachineTransform;
}

/** Changes the arguments of the state machine's resources. */
export interface FailoverStateMachineTransform {
  readonly stateMachine?: Transform<sfn.StateMachineArgs>;
  readonly stateMachineLogGroup?: Transform<cloudwatch.LogGroupArgs>;
}

/** Source: Step Functions Developer Guide, "Logging using CloudWatch Logs" and "Tracing with AWS X-Ray". */
const LOG_AND_TRACE_ACTIONS = [
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
];

/** The state machine that is derived from the failover's flows. */
export function failoverStateMachine(
  name: string,
  args: FailoverStateMachineArgs,
  parent: pulumi.Resource,
): sfn.StateMachine {
  const { accountId, keyArn, logRetentionDays, region, stepFunctionArn, tags, timing, transform } = args;
  const logGroup = new cloudwatch.LogGroup(
    ...transformed(
      transform?.stateMachineLogGroup,
      name,
      {
        region,
        // With this prefix CloudWatch Logs' resource policy does not grow with each state machine (Step Functions Developer Guide).
        namePrefix: `/aws/vendedlogs/states/${name}-`,
        retentionInDays: logRetentionDays,
        kmsKeyId: keyArn,
        tags: named(tags, name),
      },
      { parent },
    ),
  );
  const role = serviceRole(
    name,
    {
      service: "states.amazonaws.com",
      description: "Calls the steps of a failover",
      source: { accountId, arn: pulumi.interpolate`arn:aws:states:${region}:${accountId}:stateMachine:*` },
      tags,
    },
    parent,
  );
  const policy = new iam.RolePolicy(
    name,
    {
      role: role.name,
      policy: policyDocument([
        { actions: ["lambda:InvokeFunction"], resources: [stepFunctionArn] },
        regionWide(region, LOG_AND_TRACE_ACTIONS),
      ]),
    },
    { parent },
  );
  return new sfn.StateMachine(
    ...transformed<sfn.StateMachineArgs>(
      transform?.stateMachine,
      name,
      {
        region,
        type: "STANDARD",
        roleArn: role.arn,
        definition: stepFunctionArn.apply((arn) => JSON.stringify(controllerDefinition(arn, timing))),
        loggingConfiguration: {
          level: "ALL",
          includeExecutionData: true,
          logDestination: pulumi.interpolate`${logGroup.arn}:*`,
        },
        tracingConfiguration: { enabled: true },
        tags: named(tags, name),
      },
      { parent, dependsOn: [policy] },
    ),
  );
}
