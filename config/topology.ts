import { leaseEndpoints } from "../failover/protocol/lease-endpoints";
import type { RedoubtConfig, RegionConfig } from "./schema";
import { staggeredWindows } from "./windows";

/** A region's role. It follows from the active region. */
export type Role = "active" | "standby";

/** One region of the topology, with its role. */
export interface RegionPlan extends RegionConfig {
  readonly region: string;
  readonly role: Role;
  /** Whether its database is a former primary after a failover, which does not accept writes. */
  readonly quarantined: boolean;
}

/** One stack of the program. */
export interface StackPlan {
  readonly stack: string;
  readonly kind: "global" | "region" | "edge";
  /** Absent for the global and the edge stack. */
  readonly region?: string;
  readonly role?: Role;
  /** Stacks whose outputs this stack reads. */
  readonly dependsOn: readonly string[];
}

/** Name of the stack for resources that span regions and are independent of roles. */
export const GLOBAL_STACK = "global";
/** Name of the edge stack. */
export const EDGE_STACK = "edge";

/** All regions with their roles, in the order of the configuration. */
export function regionPlans(config: RedoubtConfig): RegionPlan[] {
  return Object.entries(config.regions).map(([region, entry]) => ({
    ...entry,
    region,
    role: region === config.activeRegion ? "active" : "standby",
    quarantined: config.quarantined.includes(region),
  }));
}

/** Weekly maintenance window of a region's database: each region has a day of its own. */
export function databaseMaintenanceWindow({ regions, database }: RedoubtConfig, region: string): string {
  return staggeredWindows(database.maintenanceWindow, Object.keys(regions)).get(region) ?? database.maintenanceWindow;
}

/** The engine version of a region's database: its own during a major version upgrade, otherwise that of all regions. */
export function databaseVersion({ regions, database }: RedoubtConfig, region: string): string {
  return regions[region]?.database.version ?? database.version;
}

/**
 * The plan of one region.
 * @throws Error for a region that is not in the topology, which the configuration checks exclude
 */
export function regionPlan(config: RedoubtConfig, region: string): RegionPlan {
  const plan = regionPlans(config).find((candidate) => candidate.region === region);
  if (!plan) throw new Error(`region ${region} is not in the topology`);
  return plan;
}

/** All stacks, each after the stacks that it depends on: global, active, standbys, edge. */
export function stackPlans(config: RedoubtConfig): StackPlan[] {
  const plans = regionPlans(config);
  const active = regionPlan(config, config.activeRegion);
  const standbys = plans.filter(({ role }) => role === "standby");
  return [
    { stack: GLOBAL_STACK, kind: "global", dependsOn: [] },
    ...[active, ...standbys].map(({ stack, region, role, quarantined }) => ({
      stack,
      kind: "region" as const,
      region,
      role,
      // A quarantined region's database has no source, so that its stack depends on no other region.
      dependsOn: role === "active" || quarantined ? [GLOBAL_STACK] : [GLOBAL_STACK, active.stack],
    })),
    { stack: EDGE_STACK, kind: "edge", dependsOn: [GLOBAL_STACK, ...plans.map(({ stack }) => stack)] },
  ];
}

/** The regions that host a tier, and all that were abandoned: they may be lost, and cannot become the third site. */
export function tierRegions({ abandoned, regions }: Pick<RedoubtConfig, "abandoned" | "regions">): string[] {
  return [...Object.keys(regions), ...Object.keys(abandoned)];
}

type Sites = Pick<RedoubtConfig, "abandoned" | "regions">;

/**
 * The region without a tier for the observer and the global stack's provider: the configured one, or the first such lease region.
 * @throws Error when every lease region has a tier, which the configuration checks exclude
 */
export function thirdSite(config: Sites & Pick<RedoubtConfig, "leaseRegions" | "thirdSite">): string {
  return config.thirdSite ?? siteWithoutTier(config, config.leaseRegions);
}

/**
 * The first of a lease table's regions without a tier.
 * @throws Error when each has one, which the configuration checks exclude
 */
function siteWithoutTier(config: Sites, regions: readonly string[]): string {
  const site = regions.find((region) => !tierRegions(config).includes(region));
  if (!site) throw new Error("every lease region hosts a tier");
  return site;
}

/**
 * The region in which a lease table is managed: the first of its regions that never hosted a tier. It stays when that region is a third site
 * that was abandoned, because another one would replace the table.
 * @throws Error when each has a tier, which the configuration checks exclude
 */
export function leaseTableHome({ abandoned, regions }: Sites, of: readonly string[]): string {
  return siteWithoutTier({ abandoned: withTier(abandoned), regions }, of);
}

/** Abandoned regions that hosted a tier. The others were third sites. */
export function withTier(abandoned: RedoubtConfig["abandoned"]): RedoubtConfig["abandoned"] {
  return Object.fromEntries(Object.entries(abandoned).filter(([, { stack }]) => stack !== undefined));
}

/** Third sites that were abandoned. */
export function abandonedSites({ abandoned }: Pick<RedoubtConfig, "abandoned">): string[] {
  return Object.keys(abandoned).filter((region) => abandoned[region]?.stack === undefined);
}

/**
 * The lease regions that a site uses, nearest first.
 * @param site a region of the topology, or the third site
 * @param regions those of the table
 */
export function leaseEndpointsOf(config: RedoubtConfig, site: string, regions = config.leaseRegions): string[] {
  return leaseEndpoints(site, regions, tierRegions(config));
}
