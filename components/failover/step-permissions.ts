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
  const { accountId, deployment, leaseTableArns, region } = args;
  const { resources } = ownResources(deployment, region);
  const groups = resources.groups.map(
    ({ name }) =>
      pulumi.interpolate`arn:aws:autoscaling:${region}:${accountId}:autoScalingGroup:*:autoScalingGroupName/${name}`,
  );
  return [
    { actions: ["dynamodb:GetItem", "dynamodb:UpdateItem"], resources: Object.values(leaseTableArns) },
    ...databasePermissions(args),
    regionWide(region, [
      "cloudwatch:GetMetricData",
      ...(groups.length > 0 ? ["autoscaling:DescribeAutoScalingGroups"] : []),
      "rds:DescribePendingMaintenanceActions",
    ]),
    ...(groups.length > 0 ? [{ actions: ["autoscaling:UpdateAutoScalingGroup"], resources: groups }] : []),
    ...servicePermissions(args),
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

/**
 * Permissions to raise the services of the tiers on Fargate. A scalable target is not named before it exists, so that its permission names
 * the dimension and the namespace (Service Authorization Reference, "Actions, resources, and condition keys for AWS Application Auto
 * Scaling").
 */
function servicePermissions({ accountId, deployment, region }: StepPermissionsArgs): Permission[] {
  const { services = [] } = ownResources(deployment, region).resources;
  if (services.length === 0) return [];
  const arns = services.map(
    ({ cluster, name }) => pulumi.interpolate`arn:aws:ecs:${region}:${accountId}:service/${cluster}/${name}`,
  );
  return [
    { actions: ["ecs:DescribeServices", "ecs:UpdateService"], resources: arns },
    regionWide(region, ["application-autoscaling:DescribeScalableTargets"]),
    {
      actions: ["application-autoscaling:RegisterScalableTarget"],
      resources: [pulumi.interpolate`arn:aws:application-autoscaling:${region}:${accountId}:scalable-target/*`],
      condition: {
        StringEquals: {
          "application-autoscaling:service-namespace": "ecs",
          "application-autoscaling:scalable-dimension": "ecs:service:DesiredCount",
        },
      },
    },
  ];
}

/**
 * Permissions to promote the region's database. For Aurora these name the global cluster and its members, and permit relief instances
 * of the region's cluster, for which failover/adapters/aws/cluster-instances.ts has the names (Service Authorization Reference, "Actions,
 * resources, and condition keys for Amazon RDS").
 */
function databasePermissions({ accountId, databaseArn, deployment, region }: StepPermissionsArgs): Permission[] {
  const { globalDatabase } = deployment;
  if (globalDatabase === undefined) {
    return [{ actions: ["rds:DescribeDBInstances", "rds:PromoteReadReplica"], resources: [databaseArn] }];
  }
  const { resources } = ownResources(deployment, region);
  const arn = (place: string, resource: pulumi.Input<string>) =>
    pulumi.interpolate`arn:aws:rds:${place}:${accountId}:${resource}`;
  const globalArn = arn("", pulumi.interpolate`global-cluster:${globalDatabase}`);
  // Clusters are named by region and generation (components/database/replicated-database.ts).
  const members = Object.keys(deployment.regions).map((each) =>
    arn(each, pulumi.interpolate`cluster:${globalDatabase}-${each}-g*`),
  );
  const relief = arn(region, pulumi.interpolate`db:${resources.databaseIdentifier}-relief-*`);
  const parameters = arn(region, pulumi.interpolate`pg:${resources.databaseInstances?.parameterGroup}`);
  return [
    { actions: ["rds:DescribeGlobalClusters"], resources: [globalArn] },
    { actions: ["rds:FailoverGlobalCluster", "rds:SwitchoverGlobalCluster"], resources: [globalArn, ...members] },
    { actions: ["rds:DescribeDBClusters"], resources: [databaseArn] },
    { actions: ["rds:DescribeDBInstances"], resources: [arn(region, "db:*")] },
    { actions: ["rds:CreateDBInstance"], resources: [relief, databaseArn, parameters] },
    { actions: ["rds:DeleteDBInstance"], resources: [relief] },
  ];
}

/** Permissions to fence the network of any region, because the region that becomes active fences the former one. */
function fencePermissions({ accountId, deployment, tags }: StepPermissionsArgs): Permission[] {
  const project = tags?.[TAG_KEYS.project];
  const regions = Object.keys(deployment.regions);
  return [
    ...regions.map((region) =>
      regionWide(region, [
        "ec2:DescribeVpcs",
        "ec2:DescribeNetworkAcls",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSecurityGroups",
      ]),
    ),
    {
      actions: ["ec2:CreateNetworkAclEntry", "ec2:DeleteNetworkAclEntry"],
      resources: regions.map((region) => pulumi.interpolate`arn:aws:ec2:${region}:${accountId}:network-acl/*`),
      ...(project && { condition: { StringEquals: { [`aws:ResourceTag/${TAG_KEYS.project}`]: project } } }),
    },
  ];
}
