import { BEAT_SECONDS } from "../../config/defaults";
import type { Lease } from "../../failover/protocol/types";
import {
  type AcknowledgedBeat,
  type FailedAttempts,
  type ReplayedBeat,
  seriesPauseMs,
} from "../../failover/protocol/watermarks";
import type { Core } from "./core-type";
import type { Databases } from "./databases";
import { REGIONS, type Region, type Schedule } from "./schedule";
import type { Simulation } from "./simulation";

/** Between two rounds of a sentinel, in milliseconds. */
const ROUND = BEAT_SECONDS * 1000;
/** When a silent sentinel has committed its last beat, in milliseconds. */
const SILENT = 8000;
/** For how long attempts have failed after which a sentinel is interrupted, in milliseconds. */
const INTERRUPTED = 15_000;
/** How far ahead the clock of a sentinel is that dates beats in the future, in milliseconds. */
const AHEAD = 3_600_000;
/** The longest pause between two attempts that failed, in milliseconds. */
const PAUSE = seriesPauseMs(BEAT_SECONDS);
/** Wall clock at the start, milliseconds since 1970. */
export const WALL = 1_800_000_000_000;

/** The beats that the lease table has of a region. */
export interface Watermarks {
  acknowledged?: AcknowledgedBeat;
  replayed?: ReplayedBeat;
}

interface SentinelsEnvironment {
  readonly lease: Lease;
  readonly isLeaseBeingMoved: boolean;
  readonly watermarks: Record<Region, Watermarks>;
  isCutOff(region: Region): boolean;
  isWritable(region: Region): boolean;
  aliveAt(region: Region): void;
}

/** The regions' sentinels, by the rules of failover/sentinel/sentinel.ts. They have no faults of their own and share their region's. */
export function startSentinels(
  simulation: Simulation,
  core: Core,
  { beats }: Schedule,
  databases: Databases,
  environment: SentinelsEnvironment,
): void {
  let interrupted = false;
  const isSilent = (failed: FailedAttempts | undefined) => {
    if (beats === "interrupted" && failed !== undefined && failed.at - failed.since >= INTERRUPTED) interrupted = true;
    return interrupted || (beats === "silent" && simulation.now > SILENT);
  };
  const ahead = beats === "future" ? AHEAD : 0;
  for (const [index, region] of REGIONS.entries()) {
    const round = () => {
      simulation.after(ROUND, round);
      if (environment.isCutOff(region) || environment.isLeaseBeingMoved) return;
      const { lease } = environment;
      const now = WALL + simulation.now + ahead;
      if (core.permits(lease, region)) {
        const watermarks = environment.watermarks[region];
        const { acknowledged } = watermarks;
        if (beats === "unwritten" || (region === "east" && isSilent(acknowledged?.failed))) return;
        if (!environment.isWritable(region)) {
          const attempt = { epoch: lease.epoch, at: now };
          watermarks.acknowledged = acknowledged && core.withFailedAttempt(acknowledged, attempt, PAUSE);
          return;
        }
        const beat = { epoch: lease.epoch, at: now };
        databases.of[region].beats.push({ value: beat, at: simulation.now });
        watermarks.acknowledged = beat;
        environment.aliveAt(region);
      } else if (lease.active !== region && beats !== "unread") {
        const beat = databases.newestBeat(region);
        if (beat !== undefined) environment.watermarks[region].replayed = { ...beat, readAt: now };
      }
    };
    simulation.after(index * 700, round);
  }
}
