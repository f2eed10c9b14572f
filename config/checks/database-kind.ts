import { DATABASE_ENGINES, type DatabaseEngineName, isAurora } from "../database-engines";
import { ENGINE_DEFAULTS } from "../defaults";
import type { Fault } from "./check";

/** Settings that Aurora does not have, each with the reason and the fix. */
const NOT_FOR_AURORA: Readonly<Record<string, string>> = {
  storageGiB: "Aurora's storage grows by itself; remove it",
  maximumStorageGiB: "Aurora's storage grows by itself; remove it",
  allowMajorVersionUpgrade: "the global cluster upgrades its members when database.version changes; remove it",
};
const VERSION_OF_REGION = "all clusters of a global database have one version; remove it and set database.version";
const NOT_FOR_RDS = "settings of Aurora; remove them, or set database.engine: aurora-postgresql or aurora-mysql";

/**
 * Settings that the engine's kind of database does not have.
 * @param raw the configuration without defaults, because a default is nothing that somebody wrote
 */
export function inapplicableSettings(raw: Readonly<Record<string, unknown>>): Fault[] {
  const database = record(raw.database);
  const engine = engineOf(database);
  if (engine === undefined) return [];
  if (!isAurora(engine)) {
    return database.aurora === undefined ? [] : [{ path: "database.aurora", message: `got ${engine}; ${NOT_FOR_RDS}` }];
  }
  const own = Object.keys(NOT_FOR_AURORA)
    .filter((key) => database[key] !== undefined)
    .map((key) => ({ path: `database.${key}`, message: `got ${database[key]}; ${NOT_FOR_AURORA[key]}` }));
  const versions = Object.entries(record(raw.regions)).flatMap(([region, entry]) => {
    const { version } = record(record(entry).database);
    if (version === undefined) return [];
    return [{ path: `regions.${region}.database.version`, message: `got ${version}; ${VERSION_OF_REGION}` }];
  });
  return [...own, ...versions];
}

/** The configuration with the defaults that depend on the database's engine. */
export function withEngineDefaults(raw: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const engine = engineOf(record(raw.database));
  // Anything but keys and values is left to the schema, which refuses it.
  if (engine === undefined || !isRecord(raw.database)) return raw;
  return { ...raw, database: { ...ENGINE_DEFAULTS[engine], ...raw.database } };
}

/** The configured engine; undefined where it is not a supported one. */
function engineOf({ engine = "postgres" }: Readonly<Record<string, unknown>>): DatabaseEngineName | undefined {
  return typeof engine === "string" && engine in DATABASE_ENGINES ? (engine as DatabaseEngineName) : undefined;
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
