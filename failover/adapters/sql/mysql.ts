import { createConnection } from "mysql2/promise";
import type { ConnectionSettings, SqlConnection } from "./connection";

/** A connection to MySQL or MariaDB. */
export async function openMysql({ tls, timeoutMs, ...settings }: ConnectionSettings): Promise<SqlConnection> {
  const connection = await createConnection({
    ...settings,
    ...(tls && { ssl: { rejectUnauthorized: true, verifyIdentity: true } }),
    connectTimeout: timeoutMs,
    // An IAM token is sent as clear text over TLS (RDS User Guide, "Connecting using IAM").
    enableCleartextPlugin: tls,
  });
  // A lost connection also rejects the running query, so the event needs no handling.
  connection.on("error", () => undefined);
  return {
    run: async (sql, values = []) => {
      const [rows] = await connection.query({ sql, values: [...values], timeout: timeoutMs });
      return Array.isArray(rows) ? (rows as Record<string, unknown>[]) : [];
    },
    close: () => connection.end(),
  };
}
