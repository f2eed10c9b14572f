import type { RedoubtConfig } from "../config/parse";
import { regionPlans } from "../config/topology";
import type { Topology } from "./document";

/** The regions with their roles, and the settings that determine routing and failover. */
export function topologyOf(config: RedoubtConfig): Topology {
  const { activeRegion, leaseRegions, routing, trigger } = config;
  return {
    activeRegion,
    regions: regionPlans(config).map(({ region, stack, role, quarantined, zones }) => ({
      region,
      stack,
      role,
      quarantined,
      zones: typeof zones === "number" ? zones : zones.length,
    })),
    leaseRegions,
    routing,
    trigger,
  };
}
