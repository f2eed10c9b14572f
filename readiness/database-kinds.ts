import { AURORA_DEFAULTS, DEFAULTS } from "../config/defaults";
import type { RedoubtConfig } from "../config/parse";
import { auroraConfig } from "../config/settings/database";
import type { ResourceGraph } from "../resources/resource-graph";
import { recoveryBudget } from "./budget/budget";
import { databaseLoss } from "./budget/data-loss";
import { type RecoverySettings, recoverySettings } from "./budget/settings";
import { auroraInstanceCharge, rdsInstanceCharges } from "./cost/charges";
import { HOURS_PER_MONTH, priceOf, REFERENCE_REGION } from "./cost/price-table";
import type { DatabaseKind } from "./document";

interface Kind {
  readonly kind: DatabaseKind["kind"];
  readonly replication: Extract<RecoverySettings["replication"], "replica" | "aurora">;
  readonly failback: string;
  readonly limits: string;
}

const KINDS: readonly Kind[] = [
  {
    kind: "RDS replica",
    replication: "replica",
    failback: "rebuild the former primary as a replica, which copies all data, then switch over",
    limits: "a promotion reboots and cannot be undone; storage is provisioned; PostgreSQL, MySQL and MariaDB",
  },
  {
    kind: "Aurora Global Database",
    replication: "aurora",
    failback: "switch over; Aurora has turned the former primary into a secondary by itself",
    limits:
      "memory-optimized classes only; storage, I/O and replicated writes are charged by use; all clusters have one version; Aurora PostgreSQL and Aurora MySQL",
  },
];

/** RDS with a read replica and Aurora Global Database, side by side, for the configured sizes or their nearest equivalent. */
export function databaseKinds(inventory: ResourceGraph, config: RedoubtConfig): DatabaseKind[] {
  const settings = recoverySettings(inventory, config);
  return KINDS.map(({ kind, replication, failback, limits }) => {
    const configured = (auroraConfig(config.database) ? "aurora" : "replica") === replication;
    const headless = configured && settings.headless;
    const { lowMinutes, highMinutes } = recoveryBudget({ ...settings, replication, headless }, config.objective, []);
    const loss = databaseLoss(replication, config);
    return {
      kind,
      configured,
      lowMinutes,
      highMinutes,
      lossMinutes: Math.round(loss.high / 6) / 10,
      failback,
      ...monthlyCost(replication, config),
      limits,
    };
  });
}

/** The instances and provisioned storage of all regions per month, at the prices of the reference region. */
function monthlyCost(replication: Kind["replication"], config: RedoubtConfig) {
  const charges = Object.keys(config.regions).flatMap((region) =>
    replication === "aurora"
      ? [auroraInstanceCharge(auroraSize(config, region === config.activeRegion))]
      : rdsInstanceCharges(rdsSize(config)),
  );
  const prices = charges.map(({ key, quantity, unit }) => {
    const price = priceOf(key, REFERENCE_REGION)?.price;
    return price === undefined ? undefined : price * quantity * (unit === "hour" ? HOURS_PER_MONTH : 1);
  });
  return {
    monthly: Math.round(prices.reduce<number>((sum, price) => sum + (price ?? 0), 0)),
    unknownLines: prices.filter((price) => price === undefined).length,
  };
}

function rdsSize({ database }: RedoubtConfig) {
  if ("storageGiB" in database) {
    const { engine, instanceClass, storageGiB } = database;
    return { engine, instanceClass, storageGiB, multiAz: true, storageType: "gp3" };
  }
  const engine = database.engine === "aurora-mysql" ? "mysql" : "postgres";
  const { instanceClass, storageGiB } = DEFAULTS.database;
  return { engine, instanceClass, storageGiB, multiAz: true, storageType: "gp3" };
}

/** Aurora's size; of an RDS database, the memory-optimized class of the same generation and size, with two instances in each region. */
function auroraSize({ database }: RedoubtConfig, active: boolean) {
  const own = auroraConfig(database);
  if (own) {
    const { aurora, engine, instanceClass } = own;
    const instances = active ? aurora.instances.active : aurora.instances.standby;
    return { engine, instanceClass, instances, minimumUnits: aurora.serverless?.minimum };
  }
  const engine = database.engine === "postgres" ? "aurora-postgresql" : "aurora-mysql";
  const instanceClass = database.instanceClass.replace(/^db\.[mt](\d)/, "db.r$1");
  return { engine, instanceClass, instances: AURORA_DEFAULTS.instances.active, minimumUnits: undefined };
}
