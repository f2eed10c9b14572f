import { DatabaseUnavailable } from "../../sentinel/sentinel";
import type { SqlFamily } from "../../sentinel/statements";
import type { SqlConnection } from "./connection";
import { SqlSentinelDatabase } from "./sentinel-database";
import { isUnavailable } from "./unavailable";

/**
 * Opens a connection, uses the sentinel's tables through it, and closes it.
 * @throws DatabaseUnavailable when the database does not answer or takes no writes
 */
export async function withSentinelDatabase<T>(
  family: SqlFamily,
  connect: () => Promise<SqlConnection>,
  use: (database: SqlSentinelDatabase) => Promise<T>,
): Promise<T> {
  try {
    const connection = await connect();
    try {
      return await use(new SqlSentinelDatabase(family, connection));
    } finally {
      await connection.close();
    }
  } catch (error) {
    throw classified(error);
  }
}

/** A driver's error, as `DatabaseUnavailable` where it shows that. */
export function classified(error: unknown): unknown {
  return isUnavailable(error) ? new DatabaseUnavailable((error as Error).message) : error;
}
