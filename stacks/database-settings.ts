import type { DatabaseRole } from "../components/database/database-role";
import type { DatabaseSettings } from "../components/regional-tier-args";
import { globalDatabaseName } from "../config/naming";
import type { RedoubtConfig } from "../config/parse";
import { databaseMaintenanceWindow, databaseVersion, type RegionPlan, regionPlan } from "../config/topology";
import { type GlobalOutputs, type RegionOutputs, StackOutputs } from "./outputs";

/** The settings of a region's database, by the kind of its engine. */
export function databaseSettings(
  config: RedoubtConfig,
  plan: RegionPlan,
  zones: readonly string[],
  global: StackOutputs<GlobalOutputs>,
): DatabaseSettings {
  const common = {
    version: databaseVersion(config, plan.region),
    maintenanceWindow: databaseMaintenanceWindow(config, plan.region),
    role: databaseRole(config, plan, global),
    generation: plan.database.generation,
  };
  const { database } = config;
  if (!("aurora" in database)) return { ...database, ...common };
  const { aurora, ...settings } = database;
  return {
    ...settings,
    ...common,
    globalClusterIdentifier: globalDatabaseName(),
    instances: aurora.instances[plan.role],
    zones,
    serverless: aurora.serverless && {
      minimumUnits: aurora.serverless.minimum,
      maximumUnits: aurora.serverless.maximum,
    },
    rpoSeconds: rpoApplies(config, plan) ? aurora.rpoSeconds : undefined,
  };
}

function databaseRole(
  config: RedoubtConfig,
  { quarantined, role }: RegionPlan,
  global: StackOutputs<GlobalOutputs>,
): DatabaseRole {
  if (role === "standby" && !quarantined) {
    const active = new StackOutputs<RegionOutputs>(regionPlan(config, config.activeRegion).stack);
    return { kind: "replica", sourceArn: active.get("databaseArn") };
  }
  const { name: databaseName, username } = config.database;
  const password = global.get("databasePassword");
  return { kind: quarantined ? "quarantined" : "primary", databaseName, username, password };
}

/**
 * Whether the limit of the loss is in force. Only a primary with a secondary has it: in every other region's parameter group a failover
 * would make the new primary pause all commits until the lost region's cluster has been rebuilt (Aurora User Guide, "Managing RPOs for
 * Aurora PostgreSQL-based global databases").
 */
function rpoApplies({ activeRegion, quarantined, regions }: RedoubtConfig, { role }: RegionPlan): boolean {
  const secondaries = Object.keys(regions).filter((region) => region !== activeRegion && !quarantined.includes(region));
  return role === "active" && secondaries.length > 0;
}
