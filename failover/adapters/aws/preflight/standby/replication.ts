import { Doubt } from "../../../../run/preflight";
import type { StandbyParts } from "./parts";

/**
 * Whether a marker that is committed in the active region arrives in the region's database, as the last catch-up of a switchover needs it: it
 * tries both sentinels and the replication between them.
 */
export async function replication({ ports, to }: Pick<StandbyParts, "ports" | "to">): Promise<string> {
  const { active, writes } = await ports.lease.read();
  if (active === to) return `${to} is active and follows nobody`;
  if (writes !== "open") return "not tried: writes are held, and a marker would be a write";
  const arrived = await ports.database.caughtUp(active, to).catch((error: Error) => {
    throw new Doubt(`a marker from ${active} to ${to} could not be tried: ${error.message}`);
  });
  if (!arrived) throw new Error(`a marker that the database of ${active} committed has not arrived in ${to} yet`);
  return `the database of ${to} follows that of ${active}: a marker has arrived`;
}
