import { isAurora } from "../database-engines";
import { ENGINE_DEFAULTS } from "../defaults";
import type { RedoubtConfig } from "../schema";
import { auroraConfig } from "../settings/database";
import type { Check, Fault } from "./check";

const SERVERLESS_CLASS = "db.serverless";

export const AURORA_CHECKS: readonly Check[] = [
  { keys: ["database"], faults: classFaults },
  { keys: ["database"], faults: serverlessFaults },
  { keys: ["database"], faults: rpoFaults },
];

export const AURORA_WARNINGS: readonly Check[] = [{ keys: ["database"], faults: headlessWarnings }];

/**
 * A global database needs classes "optimized for memory-intensive applications" (Aurora User Guide, "Configuration requirements of an
 * Amazon Aurora global database").
 */
function classFaults({ database: { engine, instanceClass } }: RedoubtConfig): Fault[] {
  if (!isAurora(engine) || !instanceClass.startsWith("db.t")) return [];
  const message = `got ${instanceClass}, a burstable class; a global database needs a memory-optimized one such as ${ENGINE_DEFAULTS[engine].instanceClass}, or ${SERVERLESS_CLASS}`;
  return [{ path: "database.instanceClass", message }];
}

function serverlessFaults({ database }: RedoubtConfig): Fault[] {
  const config = auroraConfig(database);
  if (config === undefined) return [];
  const path = "database.aurora.serverless";
  const { serverless } = config.aurora;
  const { instanceClass } = config;
  if (instanceClass === SERVERLESS_CLASS) {
    if (serverless === undefined) {
      return [{ path, message: `missing; set minimum and maximum with database.instanceClass: ${SERVERLESS_CLASS}` }];
    }
    if (serverless.minimum <= serverless.maximum) return [];
    return [
      { path, message: `got minimum ${serverless.minimum}, maximum ${serverless.maximum}; they must not decrease` },
    ];
  }
  if (serverless === undefined) return [];
  const message = `got a capacity with database.instanceClass: ${instanceClass}; use ${SERVERLESS_CLASS}, or remove it`;
  return [{ path, message }];
}

function rpoFaults({ database }: RedoubtConfig): Fault[] {
  const config = auroraConfig(database);
  if (config?.engine !== "aurora-mysql" || config.aurora.rpoSeconds === undefined) return [];
  const message = `got ${config.aurora.rpoSeconds}; only Aurora PostgreSQL has rds.global_db_rpo: remove it, or set database.engine: aurora-postgresql`;
  return [{ path: "database.aurora.rpoSeconds", message }];
}

function headlessWarnings({ database }: RedoubtConfig): Fault[] {
  if (auroraConfig(database)?.aurora.instances.standby !== 0) return [];
  const message =
    "got 0: standbys are headless; a failover must create a DB instance first, and the sentinel cannot read replayed beats there, so that the gate refuses a failover without --force";
  return [{ path: "database.aurora.instances.standby", message }];
}
