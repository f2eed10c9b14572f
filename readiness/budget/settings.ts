import { failoverSettings } from "../../config/failover-settings";
import type { RedoubtConfig } from "../../config/parse";
import type { LeaseTiming } from "../../failover/protocol/types";
import { listInput, numberInput, textInput } from "../../resources/known-inputs";
import type { Resource } from "../../resources/resource";
import type { ResourceGraph } from "../../resources/resource-graph";
import { desiredNumber, tierCapacities } from "../../resources/tier-capacity";
import {
  LB_TARGET_GROUP,
  RDS_CLUSTER,
  RDS_CLUSTER_INSTANCE,
  RDS_INSTANCE,
  RDS_INSTANCE_AUTOMATED_BACKUPS_REPLICATION,
  S3_BUCKET_REPLICATION_CONFIG,
  S3CONTROL_MULTI_REGION_ACCESS_POINT,
} from "../../resources/types";
import { type Detection, detectionOf } from "./detection";

/** The settings that determine the recovery time, read from registered resources and the configuration. In seconds unless noted. */
export interface RecoverySettings {
  /** How the loss of the active region is detected automatically; null if nothing registered detects it. */
  readonly detection: Detection | null;
  readonly trigger: "manual" | "automatic";
  /** Minutes that operators take to decide, with a manual trigger. */
  readonly decisionMinutes: number;
  readonly lease: LeaseTiming;
  /**
   * How the standby gets the data: a replica or a secondary cluster of Aurora that is promoted, backups that are restored, or not at all.
   */
  readonly replication: "replica" | "aurora" | "backup" | "none";
  /** Whether a secondary cluster has no instance, which a failover must create first. */
  readonly headless: boolean;
  readonly capacity: CapacityNeed;
  /** Whether objects are behind an access point whose routes are changed. */
  readonly routes: boolean;
}

/** What the standby must launch before it can carry the active region's load. */
interface CapacityNeed {
  /** Instances or tasks to launch, over all tiers. */
  readonly launches: number;
  /** Seconds between two health checks of a new instance. */
  readonly healthSeconds: number;
  /** Consecutive health checks that a new instance must pass. */
  readonly healthyThreshold: number;
}

/** The settings of a failover to the standby region; with several standby regions, the slowest value of each setting. */
export function recoverySettings(inventory: ResourceGraph, config: RedoubtConfig): RecoverySettings {
  return {
    detection: detectionOf(inventory),
    trigger: config.trigger,
    decisionMinutes: config.objective.decisionMinutes,
    lease: failoverSettings(config).lease,
    replication: replicationOf(inventory),
    headless: secondaries(inventory).some((cluster) => instancesOf(inventory, cluster).length === 0),
    capacity: capacityOf(inventory),
    routes: inventory.ofType(S3CONTROL_MULTI_REGION_ACCESS_POINT).length > 0,
  };
}

/** The replicas in standby regions. */
export function replicas(inventory: ResourceGraph): readonly Resource[] {
  return inventory.ofType(RDS_INSTANCE, "standby").filter((item) => textInput(item, "replicateSourceDb"));
}

/** The secondary clusters of an Aurora Global Database in standby regions. */
export function secondaries(inventory: ResourceGraph): readonly Resource[] {
  return inventory
    .ofType(RDS_CLUSTER, "standby")
    .filter((item) => textInput(item, "globalClusterIdentifier") && !textInput(item, "masterUsername"));
}

function instancesOf(inventory: ResourceGraph, { stackRegion }: Resource): readonly Resource[] {
  return inventory.ofType(RDS_CLUSTER_INSTANCE, "standby").filter((item) => item.stackRegion === stackRegion);
}

/** Every enabled replication rule from one bucket to another. */
export function replicationRules(inventory: ResourceGraph): readonly Pick<Resource, "inputs">[] {
  return inventory
    .ofType(S3_BUCKET_REPLICATION_CONFIG)
    .flatMap((config) => listInput(config, "rules"))
    .map((rule) => ({ inputs: rule as Record<string, unknown> }))
    .filter(({ inputs }) => inputs.status === "Enabled");
}

function replicationOf(inventory: ResourceGraph): RecoverySettings["replication"] {
  if (replicas(inventory).length > 0) return "replica";
  if (secondaries(inventory).length > 0) return "aurora";
  return inventory.ofType(RDS_INSTANCE_AUTOMATED_BACKUPS_REPLICATION, "standby").length > 0 ? "backup" : "none";
}

function capacityOf(inventory: ResourceGraph): CapacityNeed {
  const active = tierCapacities(inventory, "active");
  const wanted = new Map(active.map((item) => [item.name, desiredNumber(item) ?? 0]));
  const missing = new Map<string | null, number>();
  for (const group of tierCapacities(inventory, "standby")) {
    const launches = Math.max(0, (wanted.get(group.name) ?? 0) - (desiredNumber(group) ?? 0));
    missing.set(group.stackRegion, (missing.get(group.stackRegion) ?? 0) + launches);
  }
  const checks = inventory
    .ofType(LB_TARGET_GROUP, "standby")
    .map((group) => [
      numberInput(group, "healthCheck.interval") ?? 0,
      numberInput(group, "healthCheck.healthyThreshold") ?? 0,
    ]);
  return {
    launches: Math.max(0, ...missing.values()),
    healthSeconds: Math.max(0, ...checks.map(([interval = 0]) => interval)),
    healthyThreshold: Math.max(0, ...checks.map(([, threshold = 0]) => threshold)),
  };
}
