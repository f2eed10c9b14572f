import type { SqlFamily } from "../../failover/sentinel/statements";

/** A parameter of a DB parameter group. */
export interface EngineParameter {
  readonly name: string;
  readonly value: string;
}

/** How a database is replicated to another region: by a cross-Region read replica of RDS, or by an Aurora Global Database. */
export type DatabaseKindName = "rds-replica" | "aurora-global";

/** Everything that Redoubt needs to know of a relational engine of RDS. The instance classes are in config/aws/instance-type-table.json. */
export interface DatabaseEngine {
  readonly kind: DatabaseKindName;
  /** Name in messages. */
  readonly title: string;
  /** SQL dialect; it selects the sentinel's driver and statements. */
  readonly sqlFamily: SqlFamily;
  /** Port on which the server listens. */
  readonly port: number;
  /** Logs that RDS exports to CloudWatch Logs. */
  readonly logExports: readonly string[];
  /** Parameter by which the server refuses connections without TLS. */
  readonly tlsParameter: EngineParameter;
  /** Prefix of a parameter group's family; the major version follows. */
  readonly parameterFamilyPrefix: string;
  /** How many numbers of a version make the major version: 1 of 17.6, 2 of 8.4.3. */
  readonly majorVersionParts: 1 | 2;
  /** Supported major versions, each with the last day of its standard support, as year-month-day. */
  readonly standardSupportEnds: Readonly<Record<string, string>>;
  /** Whether RDS Extended Support covers the engine. Source: RDS User Guide, "Using Amazon RDS Extended Support". */
  readonly extendedSupport: boolean;
  /** Which database of a replication RDS lets a major version upgrade start with. */
  readonly upgradesFirst: "primary" | "replica";
  /** Longest names. Source: RDS API Reference, CreateDBInstance, DBName; RDS User Guide, "Naming constraints in Amazon RDS". */
  readonly nameLength: { readonly database: number; readonly user: number };
  /** Lowercase words that no database and no user may have as its name. */
  readonly reservedWords: readonly string[];
  /** Databases that the engine or RDS creates. */
  readonly systemDatabases: readonly string[];
  /** Users that the engine or RDS creates, or that RDS refuses. */
  readonly systemUsers: readonly string[];
  /** Prefix of the users that the engine creates; undefined if it has none. */
  readonly systemUserPrefix?: string;
  /**
   * Form of a complete version, where a major version alone is not accepted: the global cluster reports the complete version, so that a
   * shorter one would be an upgrade in every preview.
   */
  readonly completeVersion?: RegExp;
}

/** The parameter group family of a version, such as postgres17 or mysql8.4. */
export function parameterFamily(engine: DatabaseEngine, version: string): string {
  return `${engine.parameterFamilyPrefix}${version.split(".").slice(0, engine.majorVersionParts).join(".")}`;
}

/** The major version of an engine version, such as 17 of 17.6 or 8.4 of 8.4.3; undefined if the engine has no such version. */
export function majorVersion(engine: DatabaseEngine, version: string): string | undefined {
  const { completeVersion, majorVersionParts, standardSupportEnds } = engine;
  const parts = version.split(".");
  const major = parts.slice(0, majorVersionParts).join(".");
  if (!(major in standardSupportEnds)) return undefined;
  if (completeVersion) return completeVersion.test(version) ? major : undefined;
  return /^\d+(\.\d+)*$/.test(version) && parts.length <= majorVersionParts + 1 ? major : undefined;
}

/** The major versions of an engine, oldest first. */
export function majorVersions(engine: DatabaseEngine): string[] {
  return Object.keys(engine.standardSupportEnds).sort(compareVersions);
}

/** Negative if `one` is older than `other`, positive if it is newer, 0 for the same version. */
export function compareVersions(one: string, other: string): number {
  const [left, right] = [one, other].map((version) => version.split(".").map(Number)) as [number[], number[]];
  const position = left.findIndex((number, index) => number !== right[index]);
  return position < 0 ? 0 : (left[position] ?? 0) - (right[position] ?? 0);
}

/** Last day of a major version's standard support, as year-month-day. */
export function standardSupportEnd(engine: DatabaseEngine, major: string): string {
  return engine.standardSupportEnds[major] ?? "";
}

/** Whether a database cannot have this name. */
export function isReservedDatabaseName(engine: DatabaseEngine, name: string): boolean {
  return [...engine.reservedWords, ...engine.systemDatabases].includes(name.toLowerCase());
}

/** Whether the master user cannot have this name. */
export function isReservedUserName(engine: DatabaseEngine, name: string): boolean {
  const text = name.toLowerCase();
  const { reservedWords, systemUserPrefix, systemUsers } = engine;
  return (
    [...reservedWords, ...systemUsers].includes(text) ||
    (systemUserPrefix !== undefined && text.startsWith(systemUserPrefix))
  );
}
