import { dynamodbClient } from "../adapters/aws/clients/dynamodb";
import { lambdaClient } from "../adapters/aws/clients/lambda";
import { secretsManagerClient } from "../adapters/aws/clients/secrets-manager";
import { databaseSecret } from "../adapters/aws/database-secret";
import { databaseToken } from "../adapters/aws/database-token";
import { invoke } from "../adapters/aws/functions";
import { DynamoLease } from "../adapters/aws/lease";
import { TableClient } from "../adapters/aws/table-client";
import { DynamoWatermarks } from "../adapters/aws/watermarks";
import type { ConnectionSettings, SqlConnection } from "../adapters/sql/connection";
import { SqlSentinelDatabase } from "../adapters/sql/sentinel-database";
import { withSentinelDatabase } from "../adapters/sql/with-sentinel-database";
import { permits } from "../protocol/lease";
import { systemClock } from "../run/system-clock";
import type { LeaseTableDeployment, SentinelEnvironment, SentinelEvent } from "./environment";
import { reportLoss } from "./loss-metric";
import { runRounds } from "./rounds";
import { DatabaseUnavailable, type SentinelDatabase, sentinelRound } from "./sentinel";
import { SENTINEL_ROLE, type SqlFamily } from "./statements";

/** Time limit for connecting and for a statement, milliseconds. A beat that takes longer indicates an unhealthy database. */
const STATEMENT_MS = 5000;
/** Rounds end at this time, seconds, so that an invocation ends before the next scheduled one starts. */
const INVOCATION_SECONDS = 55;

/** Opens a connection with the driver of a dialect. */
export type Open = (settings: ConnectionSettings) => Promise<SqlConnection>;

/** The functions of a region's sentinel for one dialect: each bundle contains one driver. */
export function sentinelFunctions(family: SqlFamily, open: Open) {
  return {
    /** Runs rounds for a minute, or writes or reads a marker, as the sentinel's database role. */
    sentinel: async (event: SentinelEvent): Promise<unknown> => {
      const environment = readEnvironment();
      if (event.action === undefined) return rounds(environment, family, open);
      const database = regionDatabase(environment, family, open);
      if (event.action === "read-marker") return { marker: (await database.readMarker()) ?? null };
      await database.commitMarker(event.marker);
      return { marker: event.marker };
    },
    /** Creates the sentinel's schema and role, as the master user. Running it again changes nothing. */
    setUp: async (): Promise<void> => {
      const environment = readEnvironment();
      const { username, password } = await databaseSecret(
        required("REDOUBT_SECRET_ARN"),
        secretsManagerClient(environment.REDOUBT_HOME),
      );
      const host = environment.REDOUBT_DATABASE_HOST;
      const connection = await open({ ...target(environment), host, user: username, password });
      try {
        await new SqlSentinelDatabase(family, connection).setUp();
      } finally {
        await connection.close();
      }
    },
  };
}

/** Runs rounds until the minute is over. The invocation fails when its last round failed, which raises an alarm. */
async function rounds(environment: SentinelEnvironment, family: SqlFamily, open: Open): Promise<{ rounds: number }> {
  const home = environment.REDOUBT_HOME;
  const deployment = JSON.parse(environment.REDOUBT_LEASE) as LeaseTableDeployment;
  const table = new TableClient(deployment, home, dynamodbClient);
  const database = regionDatabase(environment, family, open);
  const ports = {
    lease: new DynamoLease(table),
    watermarks: new DynamoWatermarks(table),
    clock: systemClock,
    database,
    beatSeconds: Number(environment.REDOUBT_BEAT_SECONDS),
  };
  let setUpOnce = true;
  const count = await runRounds({
    clock: systemClock,
    seconds: INVOCATION_SECONDS,
    pauseSeconds: ports.beatSeconds,
    round: () => sentinelRound(home, ports),
    onFailure: async (error) => {
      report("round", error);
      // A database that does not answer cannot be set up, and the attempts must go on.
      if (!setUpOnce || error instanceof DatabaseUnavailable) return;
      setUpOnce = false;
      await setUpRole(environment, ports.lease).catch((cause) => report("setup", cause));
    },
  });
  await reportLoss(home, deployment.leaseTableName, ports, {
    now: systemClock.now(),
    beatSeconds: ports.beatSeconds,
  });
  return { rounds: count };
}

function report(what: string, error: unknown): void {
  console.error(`${what}: ${error instanceof Error ? error.message : error}`);
}

/**
 * Requests the creation of the database role, if this region's database takes writes. The role is missing before the first beat, so an
 * invocation whose round failed requests it once; if the round failed for another reason, the request changes nothing.
 */
async function setUpRole(environment: SentinelEnvironment, lease: DynamoLease): Promise<void> {
  const { REDOUBT_HOME: home, REDOUBT_SETUP_FUNCTION: name } = environment;
  if (name === undefined || !permits(await lease.read(), home)) return;
  await invoke(lambdaClient(home), name, {}, INVOCATION_SECONDS);
}

/**
 * The region's database. Writes go to the host that takes them, reads to the one that also answers in a standby: the writer endpoint of a
 * secondary Aurora cluster is not in use. Each call opens a connection: one from before a promotion or a failover to the other zone may
 * be dead.
 */
function regionDatabase(environment: SentinelEnvironment, family: SqlFamily, open: Open): SentinelDatabase {
  const connected = async <T>(host: string, use: (database: SqlSentinelDatabase) => Promise<T>): Promise<T> => {
    const settings = target(environment);
    const region = environment.REDOUBT_HOME;
    const password = await databaseToken({ hostname: host, port: settings.port, region, username: SENTINEL_ROLE });
    const connect = () => open({ ...settings, host, user: SENTINEL_ROLE, password });
    return withSentinelDatabase(family, connect, use);
  };
  const { REDOUBT_DATABASE_HOST: writer, REDOUBT_DATABASE_READER_HOST: reader } = environment;
  return {
    commitBeat: (beat) => connected(writer, (database) => database.commitBeat(beat)),
    readBeat: () => connected(reader, (database) => database.readBeat()),
    commitMarker: (marker) => connected(writer, (database) => database.commitMarker(marker)),
    readMarker: () => connected(reader, (database) => database.readMarker()),
  };
}

function target(environment: SentinelEnvironment) {
  return {
    port: Number(environment.REDOUBT_DATABASE_PORT),
    database: environment.REDOUBT_DATABASE_NAME,
    tls: true,
    timeoutMs: STATEMENT_MS,
  };
}

function readEnvironment(): SentinelEnvironment {
  return {
    REDOUBT_LEASE: required("REDOUBT_LEASE"),
    REDOUBT_HOME: required("REDOUBT_HOME"),
    REDOUBT_DATABASE_HOST: required("REDOUBT_DATABASE_HOST"),
    REDOUBT_DATABASE_READER_HOST: required("REDOUBT_DATABASE_READER_HOST"),
    REDOUBT_DATABASE_PORT: required("REDOUBT_DATABASE_PORT"),
    REDOUBT_DATABASE_NAME: required("REDOUBT_DATABASE_NAME"),
    REDOUBT_BEAT_SECONDS: required("REDOUBT_BEAT_SECONDS"),
    REDOUBT_SETUP_FUNCTION: process.env.REDOUBT_SETUP_FUNCTION,
  };
}

function required(name: keyof SentinelEnvironment): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name}: not set; the function's component sets it`);
  return value;
}
