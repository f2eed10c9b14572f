import type { Input } from "@pulumi/pulumi";
import { engineFacts } from "../components/database/engine";
import type { FailoverScope } from "../components/failover/failover-scope";
import { failoverSettings } from "../config/failover-settings";
import type { RedoubtConfig } from "../config/parse";
import { regionPlans } from "../config/topology";
import type { Deployment } from "../failover/deployment";
import { leaseEndpoints } from "../failover/protocol/lease-endpoints";
import type { GlobalOutputs, RegionOutputs } from "./outputs";

/** What of the global stack a failover touches. */
interface GlobalParts {
  readonly leaseTableName: Input<string>;
  /** ARN of the lease table's replica in a lease region. */
  readonly leaseTableArn: (leaseRegion: string) => Input<string>;
  readonly accessPointArn: Input<string>;
  readonly routingStoreArn: Input<string>;
}

/** What a function at this site, a region of the topology or the third site, knows of the whole. */
export function failoverScope(config: RedoubtConfig, site: string, global: GlobalParts): FailoverScope {
  const { database, domain, leaseRegions } = config;
  const endpoints = leaseEndpoints(site, leaseRegions, Object.keys(config.regions));
  return {
    networks: Object.fromEntries(regionPlans(config).map(({ region, cidr }) => [region, { cidr }])),
    lease: {
      tableName: global.leaseTableName,
      regions: leaseRegions,
      tableArns: Object.fromEntries(endpoints.map((leaseRegion) => [leaseRegion, global.leaseTableArn(leaseRegion)])),
    },
    accessPointArn: global.accessPointArn,
    routingStoreArn: global.routingStoreArn,
    url: `https://${domain}`,
    databasePort: engineFacts(database.engine).port,
    settings: failoverSettings(config),
  };
}

/**
 * The whole, as the command line knows it.
 * @param outputs the global stack's, and each region's where it is deployed
 */
export function deploymentOf(
  config: RedoubtConfig,
  outputs: { readonly global: GlobalOutputs; readonly regions: Readonly<Record<string, RegionOutputs | undefined>> },
): Deployment {
  const { accessPointArn, leaseTableName, secretArns, routingStoreArn } = outputs.global;
  const regions = regionPlans(config).map(({ region, cidr }) => {
    const own = outputs.regions[region];
    const resources = own && {
      database: own.databaseIdentifier,
      groups: [
        { name: own.webGroupName, active: config.web.active },
        { name: own.applicationGroupName, active: config.application.active },
      ],
      topicArn: own.alarmTopicArn,
      secretArn: secretArns[region] ?? "",
    };
    return [region, { cidr, own: resources }] as const;
  });
  return {
    regions: Object.fromEntries(regions),
    lease: { table: leaseTableName, regions: config.leaseRegions },
    accessPointArn,
    routingStoreArn: routingStoreArn,
    url: `https://${config.domain}`,
    databasePort: engineFacts(config.database.engine).port,
    settings: failoverSettings(config),
  };
}
