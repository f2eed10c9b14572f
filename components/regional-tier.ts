import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import { databaseIdentifierPrefix } from "../config/naming";
import { rejectFaults } from "./argument-faults";
import { applicationPermissions } from "./compute/application-permissions";
import { autoScalingRole } from "./compute/auto-scaling-role";
import { LoadBalancedTier } from "./compute/load-balanced-tier";
import { RuntimeParameters } from "./compute/runtime-parameters";
import { tierCompute } from "./compute/tier-compute";
import { ReplicatedDatabase } from "./database/replicated-database";
import { RegionalKey } from "./kms/regional-key";
import { BreakGlass } from "./network/break-glass";
import { existingNetworkAdditions } from "./network/existing-network-additions";
import { Network } from "./network/network";
import type { RegionalNetwork } from "./network/regional-network";
import { AlarmTopic } from "./observability/alarm-topic";
import type { RegionalTierArgs } from "./regional-tier-args";
import { type ResolvedTierArgs, resolveTierArgs, tierFaults } from "./regional-tier-defaults";
import { LogBucket } from "./storage/log-bucket";

/**
 * The three tiers of one region: network, web tier, application tier, and the database as primary or replica. It depends on no
 * other region, except for a replica's source.
 * @throws UserError that lists every invalid argument
 * @example
 * // A standby for an existing primary.
 * new RegionalTier("shop", {
 *   region: "us-west-1",
 *   cidr: "10.20.0.0/16",
 *   zones: ["us-west-1a", "us-west-1c"],
 *   certificateArn,
 *   database: { source: existing.arn },
 * });
 */
export class RegionalTier extends pulumi.ComponentResource {
  readonly key: RegionalKey;
  readonly alarmTopic: AlarmTopic;
  readonly network: RegionalNetwork;
  /** Absent where the edge sends its requests to the application tier. */
  readonly web?: LoadBalancedTier;
  readonly application: LoadBalancedTier;
  readonly database: ReplicatedDatabase;
  readonly parameters: RuntimeParameters;
  /** Absent where no tier is on instances. */
  readonly breakGlass?: BreakGlass;
  /** The tier that gets the edge's requests. */
  readonly entry: LoadBalancedTier;
  /** Topic of the region's alarms. */
  readonly alarmTopicArn: pulumi.Output<string>;
  /** Key of the region for data that stays in it: volumes, logs, notifications. */
  readonly regionalKeyArn: pulumi.Output<string>;

  constructor(name: string, given: RegionalTierArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:RegionalTier", name, {}, opts);
    rejectFaults(name, tierFaults(name, given));
    const args = resolveTierArgs(name, given, this);
    const { accountId, logRetentionDays, protect, region, tags, transform } = args;
    const parent = { parent: this };
    const path = `/redoubt/${args.deployment}`;
    const onInstances = [args.web, args.application].some((tier) => tier !== undefined && "instanceType" in tier);
    const autoScalingRoleArn = onInstances
      ? autoScalingRole(`${name}-auto-scaling`, { ...args, transform: transform?.autoScalingRole }, this).arn
      : undefined;
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
    const dataKeyArn = args.dataKeyArn ?? keyArn;
    const logBucket =
      args.logBucket ??
      new LogBucket(`${name}-logs`, { region, accountId, logRetentionDays, protect, tags }, parent).bucketName;
    this.network = this.regionalNetwork(`${name}-network`, args);
    const { network } = this;
    // Instances and tasks launch last, because one that finds no database is replaced until it does. Their groups and services are
    // declared before, because the database admits their security group.
    const [databaseHost, setDatabaseHost] = pulumi.deferredOutput<string>();
    const [databasePort, setDatabasePort] = pulumi.deferredOutput<string>();
    const [applicationAddress, setApplicationAddress] = pulumi.deferredOutput<string>();
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
      logBucket,
      launchAfter,
      protect,
      tags,
    };
    const compute = {
      region,
      accountId,
      lease: args.lease,
      parameterPath: path,
      autoScalingRoleArn,
      logRetentionDays,
      secret: { arn: args.secretArn ?? "", keyArn: dataKeyArn },
    };
    const cloudFront = ec2.getManagedPrefixListOutput(
      { name: "com.amazonaws.global.cloudfront.origin-facing", region },
      parent,
    );
    const fromEdge = {
      loadBalancerSubnetIds: network.publicSubnetIds,
      from: { prefixListId: cloudFront.id },
      originVerify: args.originVerify,
    };
    this.web =
      args.web &&
      new LoadBalancedTier(
        `${name}-web`,
        {
          ...shared,
          ...fromEdge,
          ...tierCompute({
            ...compute,
            tier: "web",
            settings: args.web,
            readable: `${path}/application`,
            resources: {
              APPLICATION_ADDRESS: applicationAddress,
              APPLICATION_CERTIFICATE_NAME: args.certificateName ?? "",
            },
          }),
          transform: transform?.web,
        },
        parent,
      );
    this.application = new LoadBalancedTier(
      `${name}-application`,
      {
        ...shared,
        ...(this.web
          ? {
              loadBalancerSubnetIds: network.applicationSubnetIds,
              from: { securityGroupId: this.web.computeSecurityGroupId },
            }
          : fromEdge),
        ...tierCompute({
          ...compute,
          tier: "application",
          settings: args.application,
          readable: path,
          permissions: applicationPermissions({ ...args, dataKeyArn }),
          databaseCidrs: network.databaseCidrs.join(","),
          resources: {
            ...(args.accessPointArn !== undefined && { ACCESS_POINT: args.accessPointArn }),
            DATABASE_HOST: databaseHost,
            DATABASE_PORT: databasePort,
          },
        }),
        transform: transform?.application,
      },
      parent,
    );
    setApplicationAddress(this.application.loadBalancer.dnsName);
    this.entry = this.web ?? this.application;
    this.database = new ReplicatedDatabase(
      `${name}-database`,
      {
        ...args.database,
        identifierPrefix: databaseIdentifierPrefix(args.deployment),
        accountId,
        logRetentionDays,
        logKeyArn: keyArn,
        network,
        clientSecurityGroupId: this.application.computeSecurityGroupId,
        key: dataKeyArn,
        alarmTopicArn: this.alarmTopicArn,
        leaseTableName: args.lease?.tableName,
        protect,
        tags,
        transform: transform?.database,
      },
      parent,
    );
    setDatabaseHost(pulumi.output(this.database.host));
    setDatabasePort(pulumi.output(String(this.database.port)));
    this.parameters = this.runtimeParameters(`${name}-parameters`, path, args);
    launch([this.database, this.parameters]);
    if (onInstances) this.breakGlass = this.operatorAccess(`${name}-break-glass`, args);
    this.registerOutputs();
  }

  /** A new network, or an existing one with what is added to it. */
  private regionalNetwork(name: string, args: ResolvedTierArgs): RegionalNetwork {
    const { cidr = "", endpoints = [], network, tags, transform } = args;
    if (network !== undefined) {
      existingNetworkAdditions(name, { network, endpoints, tags }, this);
      return network;
    }
    return new Network(name, { ...args, cidr, keyArn: this.key.arn, transform: transform?.network }, { parent: this });
  }

  private operatorAccess(name: string, args: ResolvedTierArgs): BreakGlass {
    const tiers = { web: this.web?.instances, application: this.application.instances };
    const groups = Object.entries(tiers).flatMap(([tier, group]) => (group ? [[tier, group.securityGroupId]] : []));
    return new BreakGlass(
      name,
      {
        region: args.region,
        vpcId: this.network.vpcId,
        subnetId: pulumi.output(this.network.applicationSubnetIds).apply(([first]) => first ?? ""),
        cidrs: args.breakGlassCidrs ?? [],
        instanceSecurityGroupIds: Object.fromEntries(groups),
        tags: args.tags,
        transform: args.transform?.breakGlass,
      },
      { parent: this },
    );
  }

  /** What the instances of both tiers look up at boot. */
  private runtimeParameters(name: string, path: string, args: ResolvedTierArgs): RuntimeParameters {
    const values = {
      "application/address": this.application.loadBalancer.dnsName,
      "application/certificate-name": args.certificateName,
      "database/host": this.database.host,
      "database/port": String(this.database.port),
      "database/secret": args.secretArn,
      "storage/access-point": args.accessPointArn,
    };
    const given = Object.entries(values).filter(
      (entry): entry is [string, pulumi.Input<string>] => entry[1] !== undefined,
    );
    return new RuntimeParameters(
      name,
      { region: args.region, path, values: Object.fromEntries(given), tags: args.tags },
      { parent: this },
    );
  }
}
