import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import type { Provider } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";
import { ImageRepositories } from "../components/containers/image-repositories";
import { FailoverController } from "../components/failover/failover-controller";
import { Sentinel } from "../components/failover/sentinel";
import type { Inputs } from "../components/inputs";
import { selectZones } from "../components/network/zones";
import { RegionalTier } from "../components/regional-tier";
import { BEAT_SECONDS } from "../config/defaults";
import {
  deploymentName,
  globalDatabaseName,
  leaseTableName,
  originDomain,
  sentinelFunctionName,
  stackTags,
} from "../config/naming";
import type { RedoubtConfig, TierConfig } from "../config/parse";
import { auroraConfig } from "../config/settings/database";
import { TAG_KEYS, type Tags } from "../config/tags";
import { instanceTypesOf } from "../config/tiers";
import { regionPlan, thirdSite } from "../config/topology";
import type { RegionResources } from "../failover/deployment";
import { databaseSettings } from "./database-settings";
import { existingResources } from "./existing-resources";
import { controllerDeployment, leaseTableDeployment } from "./failover-deployment";
import { leaseTableArns } from "./lease-table-arns";
import { globalOutputs, type RegionOutputs } from "./outputs";
import { objectKeyArns, tierSettings } from "./tier-settings";

/**
 * A region's stack: network, tiers, database and failover controller. The same program runs for every region.
 * @param folder the folder of Pulumi.yaml, against which paths in the configuration are resolved
 */
export async function regionProgram(
  config: RedoubtConfig,
  region: string,
  provider: Provider,
  folder: string,
): Promise<Inputs<RegionOutputs>> {
  const plan = regionPlan(config, region);
  const { role } = plan;
  const tags = stackTags(config, plan);
  // Read before any resource is registered, so that a missing file leaves no partial update.
  const { accountId } = getCallerIdentityOutput({}, { provider });
  const context = { region, role, folder, accountId };
  const web = config.web.compute === "none" ? undefined : tierSettings("web", config, context);
  const application = tierSettings("application", config, context);
  const existing = await existingResources(config, plan, { provider });
  const zones =
    existing.network?.zones ??
    (await selectZones(
      {
        region,
        zones: plan.zones,
        instanceTypes: instanceTypesOf(config),
        networkTags: networkTags(tags),
      },
      { provider },
    ));
  const global = globalOutputs();
  const leaseArns = leaseTableArns(config, region, (generation, leaseRegion) =>
    generation === config.leaseGeneration
      ? global.of("leaseTableArns", leaseRegion)
      : pulumi.interpolate`arn:aws:dynamodb:${leaseRegion}:${accountId}:table/${leaseTableName(generation)}`,
  );
  const bucketArns = Object.fromEntries(
    Object.keys(config.regions).map((each) => [each, global.of("bucketArns", each)]),
  );

  const tier = new RegionalTier(
    "tier",
    {
      region,
      accountId,
      deployment: deploymentName(),
      cidr: plan.cidr,
      network: existing.network,
      endpoints: plan.network?.endpoints,
      zones,
      nat: role === "active" ? "per-zone" : config.network.standbyNat,
      logRetentionDays: config.logRetentionDays,
      certificateArn: global.of("certificateArns", region),
      certificateName: originDomain(config),
      originVerify: global.get("originVerify"),
      web,
      application,
      database: { ...databaseSettings(config, plan, zones, global), ...existing.database },
      secretArn: global.of("secretArns", region),
      dataKeyArn: global.of("dataKeyArns", region),
      bucketArns,
      objectKeyArns: objectKeyArns(config, region, global),
      accessPointArn: global.get("accessPointArn"),
      logBucket: global.of("logBuckets", region),
      lease: {
        ...config.lease,
        region,
        tableName: global.get("leaseTableName"),
        tableArns: leaseArns.own,
        secondTableArns: leaseArns.second,
      },
      breakGlassCidrs: config.breakGlassCidrs,
      protect: config.protect,
      tags,
    },
    { provider },
  );

  const { repositories } = config.containers;
  if (repositories.length > 0) {
    new ImageRepositories(
      "images",
      {
        region,
        accountId,
        repositories,
        replicateTo: Object.keys(config.regions).filter((other) => other !== region),
        keyArn: tier.regionalKeyArn,
        protect: config.protect,
        tags,
      },
      { provider },
    );
  }

  const resources: Inputs<RegionResources> = {
    alarmTopicArn: tier.alarmTopicArn,
    databaseIdentifier: tier.database.identifier,
    ...databaseInstances(config, tier.database.parameterGroup.name),
    ...tierResources(config, tier),
  };
  const controller = new FailoverController(
    "failover",
    {
      region,
      accountId,
      deployment: controllerDeployment(
        config,
        {
          ...(auroraConfig(config.database) && { globalDatabase: globalDatabaseName() }),
          leaseTableName: global.get("leaseTableName"),
          accessPointArn: global.get("accessPointArn"),
          routingStoreArn: global.get("routingStoreArn"),
          sentinelFunctionName: global.get("sentinelFunctionName"),
        },
        { region, resources, secretArn: global.of("secretArns", region) },
      ),
      leaseTableArns: leaseArns.all,
      thirdSite: thirdSite(config),
      trigger: config.trigger,
      databaseArn: tier.database.arn,
      keyArn: tier.regionalKeyArn,
      logRetentionDays: config.logRetentionDays,
      reservedConcurrency: config.controllers.reservedConcurrency,
      tags,
    },
    { provider },
  );

  new Sentinel(
    "sentinel",
    {
      region,
      accountId,
      functionName: sentinelFunctionName(),
      vpcId: tier.network.vpcId,
      subnetIds: tier.network.applicationSubnetIds,
      database: {
        engine: config.database.engine,
        host: tier.database.host,
        readerHost: tier.database.readerHost,
        port: tier.database.port,
        name: config.database.name,
        resourceId: tier.database.resourceId,
        securityGroupId: tier.database.securityGroupId,
      },
      secretArn: global.of("secretArns", region),
      dataKeyArn: global.of("dataKeyArns", region),
      lease: leaseTableDeployment(config, global.get("leaseTableName")),
      leaseTableArns: leaseArns.all,
      beatSeconds: BEAT_SECONDS,
      keyArn: tier.regionalKeyArn,
      logRetentionDays: config.logRetentionDays,
      topicArn: tier.alarmTopicArn,
      tags,
    },
    { provider },
  );

  return {
    region,
    role,
    ...resources,
    databaseArn: tier.database.arn,
    failoverStateMachineArn: controller.stateMachineArn,
    leaseTables: [config.leaseGeneration, ...(config.secondLeaseTable ? [config.secondLeaseTable.generation] : [])].map(
      (generation) => leaseTableName(generation),
    ),
    loadBalancerDnsName: tier.entry.loadBalancer.dnsName,
    loadBalancerZoneId: tier.entry.loadBalancer.zoneId,
  };
}

/** What a failover needs to add instances to an Aurora cluster. */
function databaseInstances({ database }: RedoubtConfig, parameterGroup: Inputs<string>) {
  const config = auroraConfig(database);
  if (config === undefined) return {};
  const { aurora, engine, instanceClass } = config;
  return { databaseInstances: { active: aurora.instances.active, engine, class: instanceClass, parameterGroup } };
}

/** What a failover raises: the Auto Scaling groups and services of the tiers, with their sizes in the active role. */
function tierResources(config: RedoubtConfig, tier: RegionalTier) {
  const tiers = [
    { built: tier.web, active: activeCapacity(config.web) },
    { built: tier.application, active: activeCapacity(config.application) },
  ];
  const services = tiers.flatMap(({ active, built }) =>
    built?.containers ? [{ cluster: built.containers.clusterName, name: built.containers.serviceName, active }] : [],
  );
  return {
    groups: tiers.flatMap(({ active, built }) =>
      built?.instances ? [{ name: built.instances.groupName, active }] : [],
    ),
    ...(services.length > 0 && { services }),
  };
}

function activeCapacity({ active: { minimum, desired } }: TierConfig) {
  return { minimum, desired };
}

/** The tags of a region's network that no update changes. */
function networkTags(tags: Tags): Tags {
  const { project, region, stack } = TAG_KEYS;
  return Object.fromEntries([project, stack, region].map((key) => [key, tags[key] ?? ""]));
}
