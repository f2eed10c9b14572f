import * as ec2 from "@pulumi/aws/ec2";
import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import type { Tags } from "../config/tags";
import { applicationPermissions } from "./compute/application-permissions";
import type { Capacity } from "./compute/instance-group";
import { LoadBalancedTier } from "./compute/load-balanced-tier";
import { RuntimeParameters } from "./compute/runtime-parameters";
import { defaultUserData, renderUserData } from "./compute/user-data";
import { ReplicatedDatabase, type ReplicatedDatabaseArgs } from "./database/replicated-database";
import { type LeaseAccess, leaseEnvironment, leasePermissions } from "./failover/lease-access";
import type { Permission } from "./iam/policy-document";
import { RegionalKey } from "./kms/regional-key";
import { BreakGlass } from "./network/break-glass";
import { Network } from "./network/network";
import { AlarmTopic } from "./observability/alarm-topic";

export interface RegionalTierArgs {
  readonly region: string;
  readonly accountId: pulumi.Input<string>;
  /**
   * Name of the deployment in fixed names, which must be unique in an account and region: the suffix of a service-linked role, the path of
   * the parameters. 1 to 20 lower-case letters, digits and hyphens.
   */
  readonly deployment: string;
  /** The network's range, /16 to /22, such as 10.10.0.0/16. */
  readonly cidr: string;
  /** Availability zones, 2 to 4. */
  readonly zones: number;
  /**
   * NAT gateways: one a zone, or one for all.
   * @default "per-zone"
   */
  readonly nat?: "per-zone" | "single";
  /** Retention of the log groups, days. */
  readonly logRetentionDays: number;
  /** Issued certificate of the region, for both load balancers. */
  readonly certificateArn: pulumi.Input<string>;
  /** A name that the certificate covers, by which the web tier calls the application tier. */
  readonly certificateName: string;
  /** What CloudFront sends in the header x-origin-verify. Secret. */
  readonly originVerify: pulumi.Input<string>;
  readonly web: TierSettings;
  readonly application: TierSettings;
  readonly database: DatabaseSettings;
  /** ARN of the region's copy of the database's credentials. */
  readonly secretArn: pulumi.Input<string>;
  /** ARN of the region's replica of the multi-Region key for replicated data: database, secret, buckets. */
  readonly dataKeyArn: pulumi.Input<string>;
  /** ARNs of the replicated buckets, by region. */
  readonly bucketArns: Readonly<Record<string, pulumi.Input<string>>>;
  /** The access point in front of the replicated set. */
  readonly accessPointArn: pulumi.Input<string>;
  /** The region's bucket for access logs. */
  readonly logBucket: pulumi.Input<string>;
  /** Where and how instances learn whether their region may write. */
  readonly lease: LeaseAccess;
  /**
   * Ranges that people come from when Session Manager fails.
   * @default closed
   */
  readonly breakGlassCidrs?: readonly string[];
  /**
   * Guard what holds data against deletion.
   * @default true
   */
  readonly protect?: boolean;
  readonly tags?: Tags;
}

/** One group of instances. */
export interface TierSettings {
  readonly instanceType: string;
  readonly capacity: Capacity;
  /**
   * Script that cloud-init runs at first boot.
   * @default a service that answers /healthz
   */
  readonly userData?: string;
}

/** What is to be said of the database; where it lies follows from the region. */
export type DatabaseSettings = Omit<
  ReplicatedDatabaseArgs,
  | "region"
  | "identifierPrefix"
  | "accountId"
  | "vpcId"
  | "subnetIds"
  | "clientSecurityGroupId"
  | "keyArn"
  | "logKeyArn"
  | "logRetentionDays"
  | "alarmTopicArn"
  | "protect"
  | "tags"
>;

/**
 * The three tiers in one region: network, web and application tier, and the database in its part. Nothing in it asks another region
 * for anything; a replica's source is the one thing that it names elsewhere.
 */
export class RegionalTier extends pulumi.ComponentResource {
  readonly network: Network;
  readonly web: LoadBalancedTier;
  readonly application: LoadBalancedTier;
  readonly database: ReplicatedDatabase;
  /** Topic of the region's alarms. */
  readonly alarmTopicArn: pulumi.Output<string>;
  /** Key of the region for what never leaves it: volumes, logs, notifications. */
  readonly regionalKeyArn: pulumi.Output<string>;

  constructor(name: string, args: RegionalTierArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:RegionalTier", name, {}, opts);
    const { region, accountId, protect, tags } = args;
    const parent = { parent: this };
    const autoScalingRole = new iam.ServiceLinkedRole(
      `${name}-auto-scaling`,
      {
        awsServiceName: "autoscaling.amazonaws.com",
        customSuffix: `${args.deployment}-${region}`,
        description: "Auto Scaling of groups whose volumes are under the region's key",
        tags,
      },
      parent,
    );
    const key = new RegionalKey(
      `${name}-key`,
      { region, accountId, autoScalingRoleArn: autoScalingRole.arn, protect, tags },
      parent,
    );
    const topic = new AlarmTopic(`${name}-alarms`, { region, accountId, keyArn: key.arn, tags }, parent);
    this.network = new Network(
      `${name}-network`,
      {
        region,
        accountId,
        cidr: args.cidr,
        zones: args.zones,
        nat: args.nat,
        logRetentionDays: args.logRetentionDays,
        keyArn: key.arn,
        tags,
      },
      parent,
    );
    const shared = {
      region,
      vpcId: this.network.vpcId,
      instanceSubnetIds: this.network.applicationSubnetIds,
      certificateArn: args.certificateArn,
      keyArn: key.arn,
      autoScalingRoleArn: autoScalingRole.arn,
      logBucket: args.logBucket,
      protect,
      tags,
    };
    const cloudFront = ec2.getManagedPrefixListOutput(
      { name: "com.amazonaws.global.cloudfront.origin-facing", region },
      parent,
    );
    const environment = { ...leaseEnvironment(args.lease), PARAMETER_PATH: parameterPath(args) };
    this.web = new LoadBalancedTier(
      `${name}-web`,
      {
        ...shared,
        ...args.web,
        loadBalancerSubnetIds: this.network.publicSubnetIds,
        from: { prefixListId: cloudFront.id },
        originVerify: args.originVerify,
        userData: renderUserData({ ...environment, TIER: "web" }, args.web.userData ?? defaultUserData()),
        permissions: [...leasePermissions(args.lease), parameterPermission(args, "application")],
      },
      parent,
    );
    this.application = new LoadBalancedTier(
      `${name}-application`,
      {
        ...shared,
        ...args.application,
        loadBalancerSubnetIds: this.network.applicationSubnetIds,
        from: { securityGroupId: this.web.instances.securityGroupId },
        userData: renderUserData(
          { ...environment, TIER: "application", DATABASE_CIDRS: this.network.databaseCidrs.join(",") },
          args.application.userData ?? defaultUserData(),
        ),
        permissions: [...leasePermissions(args.lease), parameterPermission(args), ...applicationPermissions(args)],
      },
      parent,
    );
    this.database = new ReplicatedDatabase(
      `${name}-database`,
      {
        ...args.database,
        identifierPrefix: `${args.deployment}-database`,
        region,
        accountId,
        logRetentionDays: args.logRetentionDays,
        logKeyArn: key.arn,
        vpcId: this.network.vpcId,
        subnetIds: this.network.databaseSubnetIds,
        clientSecurityGroupId: this.application.instances.securityGroupId,
        keyArn: args.dataKeyArn,
        alarmTopicArn: topic.arn,
        protect,
        tags,
      },
      parent,
    );
    new BreakGlass(
      `${name}-break-glass`,
      {
        region,
        vpcId: this.network.vpcId,
        subnetId: this.network.applicationSubnetIds.apply(([first]) => first ?? ""),
        cidrs: args.breakGlassCidrs ?? [],
        instanceSecurityGroupIds: {
          web: this.web.instances.securityGroupId,
          application: this.application.instances.securityGroupId,
        },
        tags,
      },
      parent,
    );
    new RuntimeParameters(
      `${name}-parameters`,
      {
        region,
        path: parameterPath(args),
        values: {
          "application/address": this.application.loadBalancer.dnsName,
          "application/certificate-name": args.certificateName,
          "database/host": this.database.host,
          "database/port": String(this.database.port),
          "database/secret": args.secretArn,
          "storage/access-point": args.accessPointArn,
        },
        tags,
      },
      parent,
    );
    this.alarmTopicArn = topic.arn;
    this.regionalKeyArn = key.arn;
    this.registerOutputs();
  }
}

/** Path of the parameters from which the region's instances read their settings. */
function parameterPath({ deployment }: RegionalTierArgs): string {
  return `/redoubt/${deployment}`;
}

function parameterPermission(args: RegionalTierArgs, branch?: string): Permission {
  const { region, accountId } = args;
  const path = branch ? `${parameterPath(args)}/${branch}` : parameterPath(args);
  return {
    actions: ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"],
    resources: ["", "/*"].map(
      (suffix) => pulumi.interpolate`arn:aws:ssm:${region}:${accountId}:parameter${path}${suffix}`,
    ),
  };
}
