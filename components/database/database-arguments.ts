import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import type * as pulumi from "@pulumi/pulumi";
import { configErrors } from "../../config/checks";
import type { Fault } from "../../config/checks/check";
import { DATABASE_ENGINES, isAurora } from "../../config/database-engines";
import { DEFAULTS, ENGINE_DEFAULTS } from "../../config/defaults";
import { settingFaults, validSettings } from "../../config/issue-advice";
import { applicableSettings, database } from "../../config/settings/database";
import { arnFaults, known, regionFaults } from "../argument-faults";
import { arnOf } from "../inputs";
import type { DatabaseRole } from "./database-role";
import type { AuroraDatabaseSettings, RdsDatabaseSettings } from "./database-settings";
import type { DatabaseSurroundings, ReplicatedDatabaseArgs } from "./replicated-database-args";

/** The arguments of a database with their defaults. */
export type ResolvedDatabaseArgs = (RdsDatabaseSettings | AuroraDatabaseSettings) & DatabaseSurroundings;

/** The arguments with their defaults, which are those of the configuration. */
export function resolveDatabaseArgs(args: ReplicatedDatabaseArgs, parent: pulumi.Resource): ResolvedDatabaseArgs {
  const { key, network, role, source, ...own } = args;
  const { name: _name, username: _username, engine: _engine, ...defaults } = DEFAULTS.database;
  const engine = args.engine ?? DEFAULTS.database.engine;
  return {
    ...defaults,
    ...ENGINE_DEFAULTS[engine],
    generation: DEFAULTS.generation,
    logRetentionDays: DEFAULTS.logRetentionDays,
    accountId: args.accountId ?? getCallerIdentityOutput({}, { parent }).accountId,
    // A replica has its source's storage, and the next update would change it to the default.
    ...(source !== undefined && !isAurora(engine) && { storageGiB: undefined }),
    ...withoutUndefined(own),
    engine,
    role: role ?? replicaOf(source),
    region: network.region,
    vpcId: network.vpcId,
    subnetIds: network.databaseSubnetIds,
    keyArn: arnOf(key),
  } as ResolvedDatabaseArgs;
}

/** Everything that is wrong with the arguments. */
export function databaseFaults(args: ReplicatedDatabaseArgs): Fault[] {
  const { engine = DEFAULTS.database.engine, generation, network, role, source } = args;
  const region = network?.region ?? "";
  const key = { service: "kms", region, example: `arn:aws:kms:${region}:123456789012:key/mrk-1` };
  return [
    ...(network === undefined
      ? [{ path: "network", message: "got none; pass a Network, or the ids of an existing one" }]
      : [...regionFaults("network.region", region), ...subnetFaults(network.databaseSubnetIds)]),
    ...(args.key === undefined
      ? [{ path: "key", message: "got none; pass a key of the region, which encrypts the storage" }]
      : arnFaults("key", arnOf(args.key), key)),
    ...roleFaults(role, source, region),
    ...(generation === undefined || (Number.isInteger(generation) && generation >= 1)
      ? []
      : [{ path: "generation", message: `got ${generation}; use a whole number from 1` }]),
    ...(engine in DATABASE_ENGINES ? auroraFaults(args) : []),
    ...configuredFaults(args),
  ];
}

function subnetFaults(subnetIds: pulumi.Input<pulumi.Input<string>[]>): Fault[] {
  const ids = known(subnetIds);
  if (ids === undefined || ids.length >= 2) return [];
  const message = `got ${ids.length}; name subnets in at least two availability zones`;
  return [{ path: "network.databaseSubnetIds", message }];
}

function roleFaults(role: DatabaseRole | undefined, source: ReplicatedDatabaseArgs["source"], region: string): Fault[] {
  if ((role === undefined) === (source === undefined)) {
    const got = role === undefined ? "neither source nor role" : "source and role";
    return [{ path: "source", message: `got ${got}; pass the source of a replica, or the role of another database` }];
  }
  const arn = source === undefined ? (role?.kind === "replica" ? role.sourceArn : undefined) : arnOf(source);
  const path = source === undefined ? "role.sourceArn" : "source";
  const faults = arnFaults(path, arn, { service: "rds", example: "arn:aws:rds:us-east-1:123456789012:db:orders" });
  if (faults.length > 0 || known(arn)?.split(":")[3] !== region) return faults;
  return [{ path, message: `got ${known(arn)}, which is in ${region} too; use a database of another region` }];
}

function auroraFaults(args: ReplicatedDatabaseArgs): Fault[] {
  if (!isAurora(args.engine ?? DEFAULTS.database.engine)) return [];
  const written: Readonly<Record<string, unknown>> = { ...args };
  const missing = ["globalClusterIdentifier", "instances", "zones"].filter((path) => written[path] === undefined);
  return missing.map((path) => ({ path, message: `got none; ${args.engine} needs it` }));
}

/** Errors of the values that are settings of the configuration too, by the same rules. */
function configuredFaults(args: ReplicatedDatabaseArgs): Fault[] {
  const role = args.role && "username" in args.role ? args.role : undefined;
  const written: Record<string, unknown> = { ...args, name: role?.databaseName, username: role?.username };
  const settings = Object.fromEntries(
    Object.keys(database.shape)
      .map((key) => [key, known(written[key])] as const)
      .filter(([, value]) => value !== undefined),
  );
  const engine = args.engine ?? DEFAULTS.database.engine;
  const complete = {
    ...ENGINE_DEFAULTS[engine],
    ...settings,
    ...(isAurora(engine) && { aurora: auroraSettings(args) }),
  };
  const faults = settingFaults(database, complete);
  const valid = applicableSettings(database.parse(validSettings(database, complete)));
  const across = configErrors({ database: valid, regions: {} });
  // The role's names have other paths than the settings.
  const paths: Readonly<Record<string, string>> = { name: "role.databaseName", username: "role.username" };
  return [...faults, ...across].map(({ path, message }) => {
    const key = path.replace(/^(database\.)?(aurora\.)?/, "");
    return { path: paths[key] ?? key, message };
  });
}

/** Settings of Aurora as the configuration has them. */
function auroraSettings(args: ReplicatedDatabaseArgs) {
  if (!("globalClusterIdentifier" in args)) return {};
  const { rpoSeconds, serverless } = args;
  return {
    rpoSeconds,
    serverless: serverless && { minimum: serverless.minimumUnits, maximum: serverless.maximumUnits },
  };
}

function replicaOf(source: ReplicatedDatabaseArgs["source"]): DatabaseRole {
  return { kind: "replica", sourceArn: source === undefined ? "" : arnOf(source) };
}

function withoutUndefined<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
}
