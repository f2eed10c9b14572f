import { permits } from "../protocol/lease";
import type { Lease } from "../protocol/types";
import { type Beat, seriesPauseMs } from "../protocol/watermarks";

/**
 * The sentinel's own tables in one region's database. Beats and markers are overwritten in place, so that they never grow.
 * Replication is ordered: a beat that a replica has replayed proves that everything committed before it is there too.
 */
export interface SentinelDatabase {
  /**
   * Commits a beat as the newest.
   * @throws DatabaseUnavailable when the database does not answer or takes no writes; other errors say nothing about it
   */
  commitBeat(beat: Beat): Promise<void>;
  /** The newest beat of this database; undefined if it has none. */
  readBeat(): Promise<Beat | undefined>;
  /** Commits a marker as the newest: the proof that the database takes writes. Not subject to the lease. */
  commitMarker(marker: string): Promise<void>;
  /** The newest marker of this database; undefined if it has none. */
  readMarker(): Promise<string | undefined>;
}

/** What the sentinels record in the lease table, each under a key of its own region. */
export interface WatermarkPort {
  /** The last beat that the region's database acknowledged. Called after the commit, never before. */
  recordAcknowledged(region: string, beat: Beat): Promise<void>;
  /**
   * An attempt to commit a beat that failed because the database was unavailable.
   * @param attempt the lease's epoch and when it had failed
   * @param pauseMs the longest time since the attempt before for both to be one series
   */
  recordFailed(region: string, attempt: Beat, pauseMs: number): Promise<void>;
  /** The last beat that the region's replica replayed, and when it was read, milliseconds since 1970. */
  recordReplayed(region: string, beat: Beat, readAt: number): Promise<void>;
}

/** The database does not answer, or takes no writes. The message is the driver's. */
export class DatabaseUnavailable extends Error {
  override name = "DatabaseUnavailable";
}

interface SentinelPorts {
  readonly lease: { read(): Promise<Pick<Lease, "active" | "epoch" | "writes">> };
  readonly database: SentinelDatabase;
  readonly watermarks: WatermarkPort;
  readonly clock: { now(): number };
  /** Seconds between two rounds. */
  readonly beatSeconds: number;
}

/** Result of one round, for the log. */
export type Round =
  | { readonly did: "acknowledged" | "replayed"; readonly beat: Beat }
  /** The region is active and writes are held: a beat would be a write. */
  | { readonly did: "held" }
  /** The replica has no beat: none was committed since it was created. */
  | { readonly did: "nothing to replay" };

/**
 * One round of a region's sentinel. In the region that may write it commits a beat and then records it as acknowledged; in every
 * other region it reads the newest beat from the replica and records it as replayed. The lease decides which, by the rule of the
 * lease agents, and not the configuration.
 *
 * @throws the error of a port, after a failed attempt on an unavailable database was recorded. Any other watermark is then outdated,
 * which can only make the gate stricter: an acknowledged beat that was not recorded makes the estimated loss larger, never smaller.
 */
export async function sentinelRound(region: string, ports: SentinelPorts): Promise<Round> {
  const lease = await ports.lease.read();
  if (permits(lease, region)) {
    const beat = { epoch: lease.epoch, at: ports.clock.now() };
    try {
      await ports.database.commitBeat(beat);
    } catch (error) {
      if (error instanceof DatabaseUnavailable) {
        const attempt = { epoch: lease.epoch, at: ports.clock.now() };
        await ports.watermarks.recordFailed(region, attempt, seriesPauseMs(ports.beatSeconds));
      }
      throw error;
    }
    await ports.watermarks.recordAcknowledged(region, beat);
    return { did: "acknowledged", beat };
  }
  if (lease.active === region) return { did: "held" };
  const readAt = ports.clock.now();
  const beat = await ports.database.readBeat();
  if (beat === undefined) return { did: "nothing to replay" };
  await ports.watermarks.recordReplayed(region, beat, readAt);
  return { did: "replayed", beat };
}
