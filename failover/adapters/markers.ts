import { randomUUID } from "node:crypto";
import type { Clock } from "../protocol/ports";

/** Markers in the regions' databases, through whatever reaches them. */
export interface DatabaseMarkers {
  /** Commits the marker as the newest of the region's database; rejects where it takes no writes. Not subject to the lease. */
  write(region: string, marker: string): Promise<void>;
  /** The newest marker of the region's database; undefined where none ever reached it. */
  read(region: string): Promise<string | undefined>;
}

/** How often, and with what pause in milliseconds, a replica is read for what was written just before. */
const READS = 20;
const READ_PAUSE_MS = 250;

/**
 * Whether a marker written to `from`'s database arrives in `to`'s. Replication is ordered: everything that was committed before the
 * marker is there too. The replica is read several times, because a marker takes a while even where nothing lags behind.
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
