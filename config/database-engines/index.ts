import { AURORA_MYSQL } from "./aurora-mysql";
import { AURORA_POSTGRESQL } from "./aurora-postgresql";
import type { DatabaseEngine } from "./engine";
import { MARIADB } from "./mariadb";
import { MYSQL } from "./mysql";
import { POSTGRES } from "./postgres";

/** Engines with cross-Region read replicas, by RDS's name. */
const RDS_ENGINES = { postgres: POSTGRES, mysql: MYSQL, mariadb: MARIADB } as const satisfies Readonly<
  Record<string, DatabaseEngine>
>;

/** Engines of Aurora Global Database, by RDS's name. */
const AURORA_ENGINES = {
  "aurora-postgresql": AURORA_POSTGRESQL,
  "aurora-mysql": AURORA_MYSQL,
} as const satisfies Readonly<Record<string, DatabaseEngine>>;

/** The supported engines, by RDS's name. */
export const DATABASE_ENGINES = { ...RDS_ENGINES, ...AURORA_ENGINES } as const;

/** RDS's name of an engine with cross-Region read replicas. */
export type RdsEngineName = keyof typeof RDS_ENGINES;
/** RDS's name of an engine of Aurora Global Database. */
export type AuroraEngineName = keyof typeof AURORA_ENGINES;
/** RDS's name of a supported engine. */
export type DatabaseEngineName = RdsEngineName | AuroraEngineName;

/** Whether an engine's databases are Aurora Global Databases. */
export function isAurora(name: DatabaseEngineName): name is AuroraEngineName {
  return DATABASE_ENGINES[name].kind === "aurora-global";
}
