import { Client } from "pg";
import type { ConnectionSettings, SqlConnection } from "./connection";

/** A connection to PostgreSQL. The server, too, cancels a statement that exceeds the time limit. */
export async function openPostgres({ tls, timeoutMs, ...settings }: ConnectionSettings): Promise<SqlConnection> {
  const client = new Client({
    ...settings,
    ssl: tls ? { rejectUnauthorized: true } : false,
    connectionTimeoutMillis: timeoutMs,
    query_timeout: timeoutMs,
    statement_timeout: timeoutMs,
  });
  // A lost connection also rejects the running query, so the event needs no handling.
  client.on("error", () => undefined);
  await client.connect();
  return {
    run: async (statement, parameters = []) => (await client.query(statement, [...parameters])).rows ?? [],
    close: () => client.end(),
  };
}
