import { failoverSettings } from "../../config/failover-settings";
import type { RedoubtConfig } from "../../config/parse";
import { auroraConfig } from "../../config/settings/database";
import { STEPS } from "../../failover/steps";
import { input } from "../../resources/known-inputs";
import type { ResourceGraph } from "../../resources/resource-graph";
import { S3_BUCKET } from "../../resources/types";
import { MULTI_REGION_BUCKET } from "../component-types";
import type { DataLoss } from "../document";
import { compareWithObjective, minutes } from "./budget";
import { type RecoverySettings, recoverySettings, replicationRules } from "./settings";

/**
 * Age of the latest restorable point of a database, in seconds. Replicated backups are at least as old.
 * Source: RDS User Guide, "Restoring a DB instance to a specified time" and "Replicating automated backups".
 */
const RESTORE_POINT_SECONDS = 300;

/** How much acknowledged data a failover may lose, for each data store. */
export function dataLoss(inventory: ResourceGraph, config: RedoubtConfig): DataLoss[] {
  const objective = config.objective.rpoMinutes * 60;
  const { replication } = recoverySettings(inventory, config);
  return [databaseLoss(replication, config), objectsLoss(inventory)].map(({ store, low, high, source }) => ({
    store,
    lowMinutes: minutes(low),
    highMinutes: minutes(high),
    verdict: compareWithObjective(low, high, objective),
    source,
  }));
}

interface Loss {
  readonly store: string;
  readonly low: number;
  readonly high: number;
  readonly source: string;
}

/** How much a failover may lose of the database. */
export function databaseLoss(replication: RecoverySettings["replication"], config: RedoubtConfig): Loss {
  const store = "database";
  const { gate, lease } = failoverSettings(config);
  // The gate is evaluated in the call that acquires the lease. Until then a region that is not lost goes on.
  const acquisitionSeconds = STEPS["acquire-lease"].timing.callSeconds;
  const rpoSeconds = auroraConfig(config.database)?.aurora.rpoSeconds;
  switch (replication) {
    case "aurora": {
      const bound = Math.min(gate.maxLossSeconds, rpoSeconds ?? Number.POSITIVE_INFINITY);
      const limit =
        rpoSeconds === undefined
          ? ""
          : `; rds.global_db_rpo pauses commits while the secondary is more than ${rpoSeconds} s behind`;
      return {
        store,
        low: 0,
        high: bound + acquisitionSeconds + lease.leaseSeconds,
        source: `asynchronous storage replication, typically below a second (Aurora User Guide, "Using Amazon Aurora Global Database"): the gate refuses when more than ${gate.maxLossSeconds} s (database.lagLimitSeconds) before the last sign of life are not replayed${limit}; the lease is acquired within ${acquisitionSeconds} s after that; an isolated region may write until its lease of ${lease.leaseSeconds} s expires`,
      };
    }
    case "replica":
      return {
        store,
        low: 0,
        high: gate.maxLossSeconds + acquisitionSeconds + lease.leaseSeconds,
        source: `asynchronous replica: the gate refuses when more than ${gate.maxLossSeconds} s (database.lagLimitSeconds) before the last sign of life are not replayed; the lease is acquired within ${acquisitionSeconds} s after that; an isolated region may write until its lease of ${lease.leaseSeconds} s expires`,
      };
    case "backup":
      return {
        store,
        low: RESTORE_POINT_SECONDS,
        high: Number.POSITIVE_INFINITY,
        source:
          "replicated backups: the latest restorable point is at least five minutes old (RDS User Guide); their replication has no bound",
      };
    case "none":
      return {
        store,
        low: Number.POSITIVE_INFINITY,
        high: Number.POSITIVE_INFINITY,
        source: "neither a replica nor replicated backups are registered",
      };
  }
}

function objectsLoss(inventory: ResourceGraph): Loss {
  const store = "objects";
  const rules = replicationRules(inventory);
  const buckets = inventory.ofType(S3_BUCKET).filter((item) => inventory.isWithin(item, MULTI_REGION_BUCKET));
  if (rules.length < buckets.length * (buckets.length - 1)) {
    return {
      store,
      low: Number.POSITIVE_INFINITY,
      high: Number.POSITIVE_INFINITY,
      source: `${rules.length} of ${buckets.length * (buckets.length - 1)} replication rules are registered`,
    };
  }
  const timed = rules.every((rule) => input(rule, "destination.replicationTime.status") === "Enabled");
  return timed
    ? {
        store,
        low: 0,
        high: 15 * 60,
        source: "S3 Replication Time Control: 99.9 % of objects within 15 minutes, a monthly figure",
      }
    : {
        store,
        low: 0,
        high: Number.POSITIVE_INFINITY,
        source: "replication without time control: S3 documents no bound",
      };
}
