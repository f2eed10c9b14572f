import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as ec2 from "@pulumi/aws/ec2";
import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { named, type Tags } from "../../config/tags";
import { policyDocument } from "../iam/policy-document";
import { serviceRole } from "../iam/service-role";
import { type Transform, transformed } from "../transform";

export interface FlowLogsArgs {
  readonly region: string;
  readonly accountId: pulumi.Input<string>;
  readonly vpcId: pulumi.Input<string>;
  /** Retention of the log group, days. */
  readonly logRetentionDays: pulumi.Input<number>;
  /** Key of the region that encrypts the log group. */
  readonly keyArn: pulumi.Input<string>;
  readonly tags?: Tags;
  readonly transform?: FlowLogsTransform;
}

/** Changes the arguments of the flow logs' resources. */
export interface FlowLogsTransform {
  readonly flowLog?: Transform<ec2.FlowLogArgs>;
  readonly logGroup?: Transform<cloudwatch.LogGroupArgs>;
}

/** The flow log of a network, and where it is delivered. */
export interface FlowLogs {
  readonly flowLog: ec2.FlowLog;
  readonly logGroup: cloudwatch.LogGroup;
}

/** Logs all traffic of a network to CloudWatch Logs. */
export function flowLogs(name: string, args: FlowLogsArgs, parent: pulumi.Resource): FlowLogs {
  const { accountId, keyArn, logRetentionDays, region, tags, transform, vpcId } = args;
  const logs = `${name}-flow-logs`;
  const role = serviceRole(
    logs,
    {
      service: "vpc-flow-logs.amazonaws.com",
      description: "Writes flow logs",
      source: { accountId, arn: pulumi.interpolate`arn:aws:ec2:${region}:${accountId}:vpc-flow-log/*` },
      tags,
    },
    parent,
  );
  const logGroup = new cloudwatch.LogGroup(
    ...transformed(
      transform?.logGroup,
      logs,
      { region, retentionInDays: logRetentionDays, kmsKeyId: keyArn, tags: named(tags, logs) },
      { parent },
    ),
  );
  const policy = new iam.RolePolicy(
    logs,
    {
      role: role.name,
      policy: policyDocument([
        {
          actions: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
          resources: pulumi.interpolate`${logGroup.arn}:*`,
        },
        // Flow logs look their group up (VPC User Guide, "IAM role for publishing flow logs to CloudWatch Logs"). The action has no
        // resource types (Service Authorization Reference, CloudWatch Logs), so a narrower resource would never match.
        {
          actions: "logs:DescribeLogGroups",
          resources: "*",
          condition: { StringEquals: { "aws:RequestedRegion": region } },
        },
      ]),
    },
    { parent },
  );
  const flowLog = new ec2.FlowLog(
    ...transformed<ec2.FlowLogArgs>(
      transform?.flowLog,
      name,
      {
        region,
        vpcId,
        trafficType: "ALL",
        logDestination: logGroup.arn,
        iamRoleArn: role.arn,
        tags: named(tags, name),
      },
      { parent, dependsOn: [policy] },
    ),
  );
  return { flowLog, logGroup };
}
