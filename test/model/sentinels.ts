import type { Lease } from "../../failover/protocol/types";
import type { Beat, ReplayedBeat } from "../../failover/protocol/watermarks";
import type { Core } from "./core-type";
import type { Databases } from "./databases";
import { REGIONS, type Region, type Schedule } from "./schedule";
import type { Simulation } from "./simulation";

/** Between two rounds of a sentinel, in milliseconds. */
const ROUND = 5000;
/** When a silent sentinel has committed its last beat, in milliseconds. */
const SILENT = 8000;
/** How far ahead the clock of a sentinel is that dates beats in the future, in milliseconds. */
const AHEAD = 3_600_000;
/** Wall clock at the start, milliseconds since 1970. */
export const WALL = 1_800_000_000_000;

/** The beats that the lease table has of a region. */
export interface Watermarks {
  acknowledged?: Beat;
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
  const ahead = beats === "future" ? AHEAD : 0;
  for (const [index, region] of REGIONS.entries()) {
    const round = () => {
      simulation.after(ROUND, round);
      if (environment.isCutOff(region) || environment.isLeaseBeingMoved) return;
      const { lease } = environment;
      const now = WALL + simulation.now + ahead;
      if (core.permits(lease, region)) {
        const silent = beats === "silent" && region === "east" && simulation.now > SILENT;
        if (beats === "unwritten" || silent || !environment.isWritable(region)) return;
        const beat = { epoch: lease.epoch, at: now };
        databases.of[region].beats.push({ value: beat, at: simulation.now });
        environment.watermarks[region].acknowledged = beat;
        environment.aliveAt(region);
      } else if (lease.active !== region && beats !== "unread") {
        const beat = databases.newestBeat(region);
        if (beat !== undefined) environment.watermarks[region].replayed = { ...beat, readAt: now };
      }
    };
    simulation.after(index * 700, round);
  }
}
