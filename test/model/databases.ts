import type { DatabaseState } from "../../failover/protocol/ports";
import type { Beat } from "../../failover/protocol/watermarks";
import { REGIONS, type Region, type Schedule } from "./schedule";
import type { Simulation } from "./simulation";

/** A client's write that a database has committed. */
export interface Write {
  readonly at: number;
  /** Whether the client has been answered. */
  acknowledged: boolean;
}

export interface Database {
  generation: number;
  role: DatabaseState["role"];
  source: Region | null;
  /** Whether it takes writes: during a promotion, long before its status says so. */
  writable: boolean;
  /** Writes in the order of their commits; of a replica, as of its promotion. */
  log: Write[];
  /** Beats with their time of commit; of a replica, as of its promotion. */
  beats: { beat: Beat; at: number }[];
  /** When it was promoted, in which epoch, and from which region. */
  promoted: { epoch: number; source: Region | null; at: number } | null;
  /** Whether the machine, or a client, has had a write committed since it became primary. */
  tookWrite: boolean;
  /** The newest marker that a probe wrote. */
  marker: string | null;
  /** Promotions that RDS accepted and gave up. */
  givenUp: number;
  /** When a promotion was first requested. */
  requestedAt: number | null;
}

/** From a promotion's acceptance until the database takes writes, and until its status says that it is available. */
const PROMOTION = 25_000;
const SETTLED = 90_000;
/** How long a backup refuses a promotion. */
const BACKUP = 60_000;

/** The regions' databases as RDS runs them. */
export class Databases {
  readonly of: Record<Region, Database> = { east: primary(), west: replica(1, "east"), south: replica(1, "east") };

  constructor(
    private readonly simulation: Simulation,
    private readonly schedule: Schedule,
    /** Since when a region is cut off; null where it is not. */
    private readonly cutOffSince: (region: Region) => number | null,
  ) {}

  /** Up to which commit time a replica of the region has replayed. */
  private replayedUntil(source: Region): number {
    const behind = this.schedule.beats === "behind" ? 400 : this.schedule.behind;
    return (this.cutOffSince(source) ?? this.simulation.now) - behind * 1000;
  }

  /** How many of its source's writes the region's database has. */
  applied(region: Region): number {
    const { source, log } = this.of[region];
    if (source === null) return log.length;
    const until = this.replayedUntil(source);
    return countUntil(this.of[source].log, until);
  }

  /** The newest beat that the region's database has. */
  newestBeat(region: Region): Beat | undefined {
    const { source, beats } = this.of[region];
    if (source === null) return beats.at(-1)?.beat;
    const until = this.replayedUntil(source);
    return this.of[source].beats[countUntil(this.of[source].beats, until) - 1]?.beat;
  }

  /** RDS's answer: the lag grows with the clock once the source is gone. */
  describe(region: Region, wallClock: number, from: Record<Region, Database> = this.of): DatabaseState {
    const { role, source, generation } = from[region];
    const since = source === null ? null : this.cutOffSince(source);
    const seconds = this.schedule.behind + (since === null ? 0 : (this.simulation.now - since) / 1000);
    return {
      id: `${region}-${generation}`,
      role,
      source: role === "replica" ? source : null,
      lag: role === "replica" ? { seconds, measuredAt: wallClock - 30_000 } : null,
    };
  }

  /** Accepts a promotion. */
  promote(region: Region, epoch: number): void {
    const database = this.of[region];
    const { source, generation } = database;
    const { now } = this.simulation;
    database.requestedAt ??= now;
    if (this.schedule.promotion === "backing-up" && now < database.requestedAt + BACKUP) {
      throw new Error("throttled: the instance is backing-up");
    }
    const givesUp = this.schedule.promotion === "given-up" && database.givenUp === 0;
    database.role = "promoting";
    if (givesUp) {
      database.givenUp += 1;
      this.later(region, generation, PROMOTION, () => {
        database.role = "replica";
      });
      return;
    }
    if (source !== null) {
      const until = this.replayedUntil(source);
      database.log = this.of[source].log.slice(0, countUntil(this.of[source].log, until));
      database.beats = this.of[source].beats.slice(0, countUntil(this.of[source].beats, until));
    }
    database.source = null;
    database.promoted = { epoch, source, at: now };
    this.later(region, generation, PROMOTION, () => {
      database.writable = true;
    });
    this.later(region, generation, SETTLED, () => {
      database.role = "primary";
    });
  }

  /** An operator's rebuild of the region's database as a replica of another. */
  rebuild(region: Region, source: Region): void {
    this.of[region] = replica(this.of[region].generation + 1, source);
  }

  snapshot(): Record<Region, Database> {
    return Object.fromEntries(REGIONS.map((region) => [region, { ...this.of[region] }])) as Record<Region, Database>;
  }

  private later(region: Region, generation: number, delay: number, act: () => void): void {
    this.simulation.after(delay, () => {
      if (this.of[region].generation === generation) act();
    });
  }
}

/** How many of the entries, in the order of their times, are not later. */
function countUntil(entries: readonly { readonly at: number }[], until: number): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle]?.at ?? 0) <= until) low = middle + 1;
    else high = middle;
  }
  return low;
}

function primary(): Database {
  return { ...replica(1, null), role: "primary", writable: true, tookWrite: true };
}

function replica(generation: number, source: Region | null): Database {
  return {
    generation,
    role: "replica",
    source,
    writable: false,
    log: [],
    beats: [],
    promoted: null,
    tookWrite: false,
    marker: null,
    givenUp: 0,
    requestedAt: null,
  };
}
