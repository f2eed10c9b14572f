import type { Client } from "pg";
import { SqlSentinelDatabase } from "../../../failover/adapters/sql/sentinel-database";

/** The sentinel's tables, through a connection of the testbed. */
export function sentinelDatabase(client: Client): SqlSentinelDatabase {
  return new SqlSentinelDatabase("postgres", {
    run: async (statement, parameters = []) => (await client.query(statement, [...parameters])).rows ?? [],
    close: () => client.end(),
  });
}
