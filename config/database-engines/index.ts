import type { DatabaseEngine } from "./engine";
import { MARIADB } from "./mariadb";
import { MYSQL } from "./mysql";
import { POSTGRES } from "./postgres";

/** The engines with cross-Region read replicas that the library supports, by RDS's name. */
export const DATABASE_ENGINES = { postgres: POSTGRES, mysql: MYSQL, mariadb: MARIADB } as const satisfies Readonly<
  Record<string, DatabaseEngine>
>;

/** RDS's name of a supported engine. */
export type DatabaseEngineName = keyof typeof DATABASE_ENGINES;
