import type { Client } from "pg";
import { SqlSentinelDatabase } from "../../../failover/adapters/sql/sentinel-database";
import { classified } from "../../../failover/adapters/sql/with-sentinel-database";
import type { SentinelDatabase } from "../../../failover/sentinel/sentinel";
import type { PostgresServer } from "../postgres/postgres-server";

/** The sentinel's tables, through a connection of the testbed. */
export function sentinelDatabase(client: Client): SqlSentinelDatabase {
  return new SqlSentinelDatabase("postgres", {
    run: async (statement, parameters = []) => (await client.query(statement, [...parameters])).rows ?? [],
    close: () => client.end(),
  });
}

/** The sentinel's tables of a server, with a connection for each call. */
export function sentinelDatabaseOf(server: Pick<PostgresServer, "withClient">): SentinelDatabase {
  const use = <T>(call: (database: SqlSentinelDatabase) => Promise<T>): Promise<T> =>
    server
      .withClient((client) => call(sentinelDatabase(client)))
      .catch((error: unknown) => {
        throw classified(error);
      });
  return {
    commitBeat: (beat) => use((database) => database.commitBeat(beat)),
    readBeat: () => use((database) => database.readBeat()),
    commitMarker: (marker) => use((database) => database.commitMarker(marker)),
    readMarker: () => use((database) => database.readMarker()),
  };
}
