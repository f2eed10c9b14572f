import { Doubt } from "../../../../run/preflight";
import type { StandbyParts } from "./parts";

/** A sentinel that has recorded nothing for this long does not work, milliseconds. */
const SILENT_MS = 3 * 60_000;

/** Errors of PostgreSQL, MySQL and MariaDB for a write to a replica. */
const READ_ONLY = /read.?only/i;

/**
 * Whether the sentinel of the region reaches its database as it must after a promotion: with its own role, for a write. A replica refuses
 * the write as read-only, after it has accepted the connection and the role.
 */
export async function sentinel({ ports, to }: Pick<StandbyParts, "ports" | "to">): Promise<string> {
  const [{ active }, replayed] = await Promise.all([ports.lease.read(), ports.watermarks.replayed(to)]);
  const silence = ports.clock.now() - (replayed?.readAt ?? 0);
  if (active !== to && silence > SILENT_MS) {
    throw new Error(
      replayed === undefined
        ? `the sentinel of ${to} has read no beat yet; see its log`
        : `the sentinel of ${to} has read no beat for ${Math.round(silence / 60_000)} min; see its log`,
    );
  }
  const refusal = await ports.database.write(to, "preflight").then(
    () => undefined,
    (error: Error) => error.message,
  );
  if (active === to) {
    if (refusal !== undefined) throw new Error(`the sentinel of ${to} cannot write: ${refusal}`);
    return `the sentinel of ${to} writes to its database`;
  }
  if (refusal === undefined) throw new Error(`the database of ${to} takes writes, and ${active} is active`);
  if (READ_ONLY.test(refusal)) return `the sentinel of ${to} reaches its database, which refuses a write as read-only`;
  throw new Doubt(`the sentinel of ${to} could not try a write: ${refusal}`);
}
