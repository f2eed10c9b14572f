import * as ec2 from "@pulumi/aws/ec2";
import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { databaseIdentifierPrefix } from "../config/naming";
import { applicationPermissions } from "./compute/application-permissions";
import { LoadBalancedTier } from "./compute/load-balanced-tier";
import { RuntimeParameters, readParameters } from "./compute/runtime-parameters";
import { defaultUserData, renderUserData } from "./compute/user-data";
import { ReplicatedDatabase } from "./database/replicated-database";
import { leaseEnvironment, leasePermissions } from "./failover/lease-access";
import { RegionalKey } from "./kms/regional-key";
import { BreakGlass } from "./network/break-glass";
import { existingNetworkAdditions } from "./network/existing-network-additions";
import { Network } from "./network/network";
import type { RegionalNetwork } from "./network/regional-network";
import { AlarmTopic } from "./observability/alarm-topic";
import type { RegionalTierArgs } from "./regional-tier-args";
import { transformed } from "./transform";

/**
 * The three tiers of one region: network, web tier, application tier, and the database as primary or replica. It depends on no
 * other region, except for a replica's source.
 * @example
 * new RegionalTier("tier", {
 *   region: "us-east-1",
 *   accountId,
 *   deployment: "shop",
 *   cidr: "10.10.0.0/16",
 *   zones: ["us-east-1a", "us-east-1b"],
 *   logRetentionDays: 365,
 *   certificateArn,
 *   certificateName: "origin.example.com",
 *   originVerify,
 *   web: { instanceType: "m6g.large", capacity },
 *   application: { instanceType: "m6g.large", capacity },
 *   database,
 *   secretArn,
 *   dataKeyArn,
 *   bucketArns,
 *   accessPointArn,
 *   logBucket: logs.bucketName,
 *   lease,
 * });
 */
export class RegionalTier extends pulumi.ComponentResource {
  readonly key: RegionalKey;
  readonly alarmTopic: AlarmTopic;
  readonly network: RegionalNetwork;
  readonly web: LoadBalancedTier;
  readonly application: LoadBalancedTier;
  readonly database: ReplicatedDatabase;
  readonly parameters: RuntimeParameters;
  readonly breakGlass: BreakGlass;
  /** Topic of the region's alarms. */
  readonly alarmTopicArn: pulumi.Output<string>;
  /** Key of the region for data that stays in it: volumes, logs, notifications. */
  readonly regionalKeyArn: pulumi.Output<string>;

  constructor(name: string, args: RegionalTierArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:RegionalTier", name, {}, opts);
    const { accountId, logRetentionDays, protect, region, tags, transform } = args;
    const parent = { parent: this };
    const path = `/redoubt/${args.deployment}`;
    const autoScalingRole = new iam.ServiceLinkedRole(
      ...transformed<iam.ServiceLinkedRoleArgs>(
        transform?.autoScalingRole,
        `${name}-auto-scaling`,
        {
          awsServiceName: "autoscaling.amazonaws.com",
          customSuffix: `${args.deployment}-${region}`,
          description: "Auto Scaling of groups whose volumes are under the region's key",
          tags,
        },
        parent,
      ),
    );
    const autoScalingRoleArn = autoScalingRole.arn;
    this.key = new RegionalKey(
      `${name}-key`,
      { region, accountId, autoScalingRoleArn, protect, tags, transform: transform?.key },
      parent,
    );
    this.regionalKeyArn = this.key.arn;
    const keyArn = this.regionalKeyArn;
    this.alarmTopic = new AlarmTopic(
      `${name}-alarms`,
      { region, accountId, keyArn, tags, transform: transform?.alarmTopic },
      parent,
    );
    this.alarmTopicArn = this.alarmTopic.arn;
    this.network = this.regionalNetwork(`${name}-network`, args);
    const { network } = this;
    // The groups launch last, because an instance that finds no parameters or no database is replaced until it does. They are registered
    // before, because the database admits their security group.
    let launch: (after: pulumi.Resource[]) => void = () => {};
    const launchAfter = new Promise<pulumi.Resource[]>((resolve) => {
      launch = resolve;
    });
    const shared = {
      region,
      vpcId: network.vpcId,
      instanceSubnetIds: network.applicationSubnetIds,
      certificateArn: args.certificateArn,
      keyArn,
      autoScalingRoleArn,
      logBucket: args.logBucket,
      launchAfter,
      protect,
      tags,
    };
    const cloudFront = ec2.getManagedPrefixListOutput(
      { name: "com.amazonaws.global.cloudfront.origin-facing", region },
      parent,
    );
    const environment = { ...leaseEnvironment(args.lease), PARAMETER_PATH: path };
    this.web = new LoadBalancedTier(
      `${name}-web`,
      {
        ...shared,
        ...args.web,
        loadBalancerSubnetIds: network.publicSubnetIds,
        from: { prefixListId: cloudFront.id },
        originVerify: args.originVerify,
        userData: renderUserData({ ...environment, TIER: "web" }, args.web.userData ?? defaultUserData()),
        permissions: [
          ...leasePermissions(args.lease),
          readParameters({ region, accountId, path: `${path}/application` }),
        ],
        transform: transform?.web,
      },
      parent,
    );
    this.application = new LoadBalancedTier(
      `${name}-application`,
      {
        ...shared,
        ...args.application,
        loadBalancerSubnetIds: network.applicationSubnetIds,
        from: { securityGroupId: this.web.instances.securityGroupId },
        userData: renderUserData(
          { ...environment, TIER: "application", DATABASE_CIDRS: network.databaseCidrs.join(",") },
          args.application.userData ?? defaultUserData(),
        ),
        permissions: [
          ...leasePermissions(args.lease),
          readParameters({ region, accountId, path }),
          ...applicationPermissions(args),
        ],
        transform: transform?.application,
      },
      parent,
    );
    this.database = new ReplicatedDatabase(
      `${name}-database`,
      {
        ...args.database,
        identifierPrefix: databaseIdentifierPrefix(args.deployment),
        accountId,
        logRetentionDays,
        logKeyArn: keyArn,
        network,
        clientSecurityGroupId: this.application.instances.securityGroupId,
        key: args.dataKeyArn,
        alarmTopicArn: this.alarmTopicArn,
        leaseTableName: args.lease.tableName,
        protect,
        tags,
        transform: transform?.database,
      },
      parent,
    );
    this.parameters = this.runtimeParameters(`${name}-parameters`, path, args);
    launch([this.database, this.parameters]);
    this.breakGlass = new BreakGlass(
      `${name}-break-glass`,
      {
        region,
        vpcId: network.vpcId,
        subnetId: pulumi.output(network.applicationSubnetIds).apply(([first]) => first ?? ""),
        cidrs: args.breakGlassCidrs ?? [],
        instanceSecurityGroupIds: {
          web: this.web.instances.securityGroupId,
          application: this.application.instances.securityGroupId,
        },
        tags,
        transform: transform?.breakGlass,
      },
      parent,
    );
    this.registerOutputs();
  }

  /** A new network, or an existing one with what is added to it. */
  private regionalNetwork(name: string, args: RegionalTierArgs): RegionalNetwork {
    const {
      accountId,
      cidr = "",
      endpoints = [],
      logRetentionDays,
      nat,
      network,
      region,
      tags,
      transform,
      zones,
    } = args;
    if (network !== undefined) {
      existingNetworkAdditions(name, { network, endpoints, tags }, this);
      return network;
    }
    const { arn: keyArn } = this.key;
    return new Network(
      name,
      { region, accountId, cidr, zones, nat, logRetentionDays, keyArn, tags, transform: transform?.network },
      { parent: this },
    );
  }

  /** What the instances of both tiers look up at boot. */
  private runtimeParameters(name: string, path: string, args: RegionalTierArgs): RuntimeParameters {
    const values = {
      "application/address": this.application.loadBalancer.dnsName,
      "application/certificate-name": args.certificateName,
      "database/host": this.database.host,
      "database/port": String(this.database.port),
      "database/secret": args.secretArn,
      "storage/access-point": args.accessPointArn,
    };
    return new RuntimeParameters(name, { region: args.region, path, values, tags: args.tags }, { parent: this });
  }
}
