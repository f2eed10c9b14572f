import { Client } from "pg";
import type { ConnectionSettings, SqlConnection } from "./connection";

/** A connection to PostgreSQL. A statement that runs for longer than the time is cancelled by the server too. */
export async function openPostgres({ tls, timeoutMs, ...settings }: ConnectionSettings): Promise<SqlConnection> {
  const client = new Client({
    ...settings,
    ssl: tls ? { rejectUnauthorized: true } : false,
    connectionTimeoutMillis: timeoutMs,
    query_timeout: timeoutMs,
    statement_timeout: timeoutMs,
  });
  // A server that goes away also rejects the query that is running; that is enough.
  client.on("error", () => undefined);
  await client.connect();
  return {
    run: async (statement, parameters = []) => (await client.query(statement, [...parameters])).rows ?? [],
    close: () => client.end(),
  };
}
