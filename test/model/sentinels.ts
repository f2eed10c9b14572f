import type { Lease } from "../../failover/protocol/types";
import type { Beat, ReplayedBeat } from "../../failover/protocol/watermarks";
import type { Databases } from "./databases";
import { REGIONS, type Region, type Schedule } from "./schedule";
import type { Core } from "./simulated-aws";
import type { Simulation } from "./simulation";

/** Between two rounds of a sentinel, in milliseconds. */
const ROUND = 5000;
/** Wall clock at the start, milliseconds since 1970. */
export const WALL = 1_800_000_000_000;

/** The beats that the lease table has of a region. */
export interface Watermarks {
  acknowledged?: Beat;
  replayed?: ReplayedBeat;
}

/** The regions' sentinels (failover/sentinel/sentinel.ts): rounds without faults of their own, cut off with their region. */
export function startSentinels(
  simulation: Simulation,
  core: Core,
  schedule: Schedule,
  databases: Databases,
  world: {
    readonly lease: Lease;
    readonly watermarks: Record<Region, Watermarks>;
    isCutOff(region: Region): boolean;
    isWritable(region: Region): boolean;
    renewed(region: Region): void;
  },
): void {
  if (schedule.beats === "never") return;
  const ahead = schedule.beats === "future" ? 3_600_000 : 0;
  for (const [index, region] of REGIONS.entries()) {
    const round = () => {
      simulation.after(ROUND, round);
      if (world.isCutOff(region)) return;
      const { lease } = world;
      const now = WALL + simulation.now + ahead;
      if (core.permits(lease, region)) {
        if (!world.isWritable(region)) return;
        const beat = { epoch: lease.epoch, at: now };
        databases.of[region].beats.push({ beat, at: simulation.now });
        world.watermarks[region].acknowledged = beat;
        world.renewed(region);
      } else if (lease.active !== region) {
        const beat = databases.newestBeat(region);
        if (beat !== undefined) world.watermarks[region].replayed = { ...beat, readAt: now };
      }
    };
    simulation.after(index * 700, round);
  }
}
