import { randomUUID } from "node:crypto";
import type { Clock } from "../protocol/ports";

/** Markers in the regions' databases. */
export interface DatabaseMarkers {
  /** Commits the marker as the newest of the region's database; rejects if the database takes no writes. Not subject to the lease. */
  write(region: string, marker: string): Promise<void>;
  /** The newest marker of the region's database; undefined if it has none. */
  read(region: string): Promise<string | undefined>;
}

/** Number of reads of a replica for a new marker, and the pause between them in milliseconds. */
const READS = 20;
const READ_PAUSE_MS = 250;

/**
 * Whether a marker written to `from`'s database arrives in `to`'s. Replication is ordered: everything that was committed before the
 * marker has arrived too. The replica is read several times, because replication takes a moment even without a lag.
 */
export async function markerArrives(
  markers: DatabaseMarkers,
  from: string,
  to: string,
  clock: Pick<Clock, "sleep">,
): Promise<boolean> {
  const marker = `caught-up ${randomUUID()}`;
  await markers.write(from, marker);
  for (let read = 1; read <= READS; read++) {
    if ((await markers.read(to)) === marker) return true;
    await clock.sleep(READ_PAUSE_MS);
  }
  return false;
}
