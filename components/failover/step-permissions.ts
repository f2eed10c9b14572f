import * as pulumi from "@pulumi/pulumi";
import { TAG_KEYS, type Tags } from "../../config/tags";
import { type Permission, regionWide } from "../iam/policy-document";
import { type ControllerDeployment, ownResources } from "./controller-deployment";

export interface StepPermissionsArgs {
  /** Region that the steps make active. */
  readonly region: string;
  readonly accountId: pulumi.Input<string>;
  readonly deployment: ControllerDeployment;
  /** ARNs of the lease table's replicas that the region uses, by region. */
  readonly leaseTableArns: Readonly<Record<string, pulumi.Input<string>>>;
  readonly databaseArn: pulumi.Input<string>;
  /** With a redoubt:project tag, only network ACLs that have the same one can be fenced. */
  readonly tags?: Tags;
}

/** Permissions for what the steps of a failover to a region call, and nothing else. */
export function stepPermissions(args: StepPermissionsArgs): Permission[] {
  const { accountId, databaseArn, deployment, leaseTableArns, region } = args;
  const { resources } = ownResources(deployment, region);
  const groups = resources.groups.map(
    ({ name }) =>
      pulumi.interpolate`arn:aws:autoscaling:${region}:${accountId}:autoScalingGroup:*:autoScalingGroupName/${name}`,
  );
  return [
    { actions: ["dynamodb:GetItem", "dynamodb:UpdateItem"], resources: Object.values(leaseTableArns) },
    { actions: ["rds:DescribeDBInstances", "rds:PromoteReadReplica"], resources: [databaseArn] },
    regionWide(region, ["cloudwatch:GetMetricData", "autoscaling:DescribeAutoScalingGroups"]),
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
    // Markers are written and read through the sentinels; a switchover uses those of two regions.
    {
      actions: ["lambda:InvokeFunction"],
      resources: Object.keys(deployment.regions).map(
        (each) => pulumi.interpolate`arn:aws:lambda:${each}:${accountId}:function:${deployment.sentinelFunctionName}`,
      ),
    },
    { actions: ["sns:Publish"], resources: [resources.alarmTopicArn] },
    ...fencePermissions(args),
  ];
}

/** Permissions to fence the network of any region, because the region that becomes active fences the former one. */
function fencePermissions({ accountId, deployment, tags }: StepPermissionsArgs): Permission[] {
  const project = tags?.[TAG_KEYS.project];
  const regions = Object.keys(deployment.regions);
  return [
    ...regions.map((region) =>
      regionWide(region, ["ec2:DescribeVpcs", "ec2:DescribeNetworkAcls", "ec2:DescribeNetworkInterfaces"]),
    ),
    {
      actions: ["ec2:CreateNetworkAclEntry", "ec2:DeleteNetworkAclEntry"],
      resources: regions.map((region) => pulumi.interpolate`arn:aws:ec2:${region}:${accountId}:network-acl/*`),
      ...(project && { condition: { StringEquals: { [`aws:ResourceTag/${TAG_KEYS.project}`]: project } } }),
    },
  ];
}
