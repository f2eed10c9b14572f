import { leaseEndpoints } from "../failover/protocol/lease-endpoints";
import type { RedoubtConfig, RegionConfig } from "./parse";

/** A region's part: derived from the topology, never stated. */
export type Role = "active" | "standby";

/** One region of the topology with what follows from its place in it. */
export interface RegionPlan extends RegionConfig {
  readonly region: string;
  readonly role: Role;
  /** Its database is a primary that nobody may write to, left behind by a failover. */
  readonly quarantined: boolean;
}

/** One stack of the program. */
export interface StackPlan {
  readonly stack: string;
  readonly kind: "global" | "region" | "edge";
  /** The region whose tier the stack holds; absent for global and edge. */
  readonly region?: string;
  readonly role?: Role;
  /** Stacks whose outputs this one reads. */
  readonly dependsOn: readonly string[];
}

/** The stack of what spans regions and belongs to no role. */
export const globalStack = "global";
/** The stack of the edge. */
export const edgeStack = "edge";

/** The regions in the topology's order, each with its role. */
export function regionPlans(config: RedoubtConfig): RegionPlan[] {
  return Object.entries(config.regions).map(([region, entry]) => ({
    ...entry,
    region,
    role: region === config.activeRegion ? "active" : "standby",
    quarantined: config.quarantined.includes(region),
  }));
}

/** The engine version of a region's database: its own during a major version upgrade, otherwise that of all regions. */
export function databaseVersion({ regions, database }: RedoubtConfig, region: string): string {
  return regions[region]?.database.version ?? database.version;
}

/** The plan of one region; the configuration's checks guarantee that it exists. */
export function regionPlan(config: RedoubtConfig, region: string): RegionPlan {
  const plan = regionPlans(config).find((candidate) => candidate.region === region);
  if (!plan) throw new Error(`region ${region} is not in the topology`);
  return plan;
}

/** Every stack, in an order in which each comes after what it depends on: global, active, standbys, edge. */
export function stackPlans(config: RedoubtConfig): StackPlan[] {
  const plans = regionPlans(config);
  const active = regionPlan(config, config.activeRegion);
  const standbys = plans.filter(({ role }) => role === "standby");
  return [
    { stack: globalStack, kind: "global", dependsOn: [] },
    ...[active, ...standbys].map(({ stack, region, role, quarantined }) => ({
      stack,
      kind: "region" as const,
      region,
      role,
      // A quarantined region's database replicates from nobody: its stack needs no other region's.
      dependsOn: role === "active" || quarantined ? [globalStack] : [globalStack, active.stack],
    })),
    { stack: edgeStack, kind: "edge", dependsOn: [globalStack, ...plans.map(({ stack }) => stack)] },
  ];
}

/** The region of the global stack's provider: the first lease region that hosts no tier. */
export function thirdSite(config: RedoubtConfig): string {
  const site = config.leaseRegions.find((region) => !(region in config.regions));
  if (!site) throw new Error("every lease region hosts a tier");
  return site;
}

/**
 * The lease regions that a site uses, nearest first.
 * @param site a region of the topology, or the third site
 */
export function leaseEndpointsOf({ leaseRegions, regions }: RedoubtConfig, site: string): string[] {
  return leaseEndpoints(site, leaseRegions, Object.keys(regions));
}
