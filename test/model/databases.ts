import type { DatabaseState, PromotionTarget } from "../../failover/protocol/ports";
import type { Beat } from "../../failover/protocol/watermarks";
import { REGIONS, type Region, type Schedule } from "./schedule";
import type { Simulation } from "./simulation";

/** A client's write that a database has committed. */
export interface Write {
  readonly at: number;
  /** Whether its client has received the answer. */
  acknowledged: boolean;
}

/** Something that the sentinel committed, and when. */
interface Committed<T> {
  readonly value: T;
  readonly at: number;
}

export interface Database {
  generation: number;
  role: DatabaseState["role"];
  source: Region | null;
  /** Whether it takes writes: during a promotion, long before its status says so. */
  writable: boolean;
  /** Writes, beats and markers in the order of their commits; of a replica, as of its promotion. */
  log: Write[];
  beats: Committed<Beat>[];
  markers: Committed<string>[];
  /** When it was promoted, in which epoch, and from which region. */
  promoted: { epoch: number; source: Region | null; at: number } | null;
  /** Whether a write of the sentinel or of a client was committed since it became primary. */
  tookWrite: boolean;
  /** The newest marker that was written through the application. */
  marker: string | null;
  /** Promotions that RDS accepted and gave up. */
  givenUp: number;
  /** When a promotion was first requested. */
  requestedAt: number | null;
  /** When it was lost while its region's hosts went on; null if it was not. */
  lostAt: number | null;
  /** When it was lost before, and for how long. */
  losses: { at: number; lasts: number }[];
}

/** From a promotion's acceptance until the database takes writes, and until its status is available. */
const PROMOTION = 25_000;
const SETTLED = 90_000;
/** How long a backup refuses a promotion. */
const BACKUP = 60_000;
/** Delay of replication where nothing is queued, in milliseconds. */
const IDLE_DELAY = 2000;

/** The regions' databases as RDS runs them: replicas of a primary that each are promoted on their own. */
export class Databases {
  readonly of: Record<Region, Database> = { east: primary(), west: replica(1, "east"), south: replica(1, "east") };
  /** When replication stopped between all regions; infinite while it runs. */
  stalledAt = Number.POSITIVE_INFINITY;

  constructor(
    protected readonly simulation: Simulation,
    protected readonly schedule: Schedule,
    /** Since when a region is cut off; null if it is not. */
    protected readonly cutOffSince: (region: Region) => number | null,
  ) {}

  /** The commit time up to which a replica of the region has replayed. A queue of writes is replayed once no more arrive. */
  replayedUntil(source: Region): number {
    const { log, lostAt } = this.of[source];
    const { now: present } = this.simulation;
    const now = Math.min(this.cutOffSince(source) ?? present, lostAt ?? present);
    const behind = this.schedule.replication.behind * 1000;
    const idle = now - (log.at(-1)?.at ?? Number.NEGATIVE_INFINITY) >= behind;
    return Math.min(now - (idle ? IDLE_DELAY : behind), this.stalledAt);
  }

  /** The newest beat that the region's database has. */
  newestBeat(region: Region): Beat | undefined {
    return this.newest(region, "beats") as Beat | undefined;
  }

  /** The newest marker of the sentinel that the region's database has. */
  newestMarker(region: Region): string | undefined {
    return this.newest(region, "markers") as string | undefined;
  }

  private newest(region: Region, what: "beats" | "markers"): Beat | string | undefined {
    const { source } = this.of[region];
    const entries = this.of[source ?? region][what];
    return entries[(source === null ? entries.length : countUntil(entries, this.replayedUntil(source))) - 1]?.value;
  }

  /** RDS's answer. */
  describe(region: Region, wallClock: number, from: Record<Region, Database> = this.of): DatabaseState {
    const { role, source, generation } = from[region];
    return {
      id: `${region}-${generation}`,
      role,
      source: role === "replica" ? source : null,
      lag: role === "replica" ? { seconds: this.reportedLag(source), measuredAt: wallClock - 30_000 } : null,
    };
  }

  private reportedLag(source: Region | null): number {
    const { reportedLag, replication } = this.schedule;
    const since = source === null ? null : this.cutOffSince(source);
    if (reportedLag === "idle") return 300;
    if (since === null) return replication.behind;
    return reportedLag === "inactive" ? -1 : replication.behind + (this.simulation.now - since) / 1000;
  }

  /** What the operator of a command does with its target's database. */
  prepareTarget(_region: Region): void {}

  /** Requests the instances without which a standby cannot be promoted. A replica of RDS is one. */
  raise(_region: Region): void {}

  /** Removes those that were requested for a rehearsal. */
  restore(_region: Region): void {}

  /** Accepts a promotion, or refuses it as RDS does. */
  promote(region: Region, epoch: number, _mode: PromotionTarget["mode"]): void {
    const database = this.of[region];
    const { source, generation } = database;
    const { now } = this.simulation;
    database.requestedAt ??= now;
    if (this.schedule.promotion === "backing-up" && now < database.requestedAt + BACKUP) {
      throw new Error("throttled: the instance is backing-up");
    }
    database.role = "promoting";
    if (this.schedule.promotion === "given-up" && database.givenUp === 0) {
      database.givenUp += 1;
      this.later(region, generation, PROMOTION, () => {
        database.role = "replica";
      });
      return;
    }
    if (source !== null) this.take(region, source, this.replayedUntil(source));
    database.source = null;
    database.promoted = { epoch, source, at: now };
    this.later(region, generation, PROMOTION, () => {
      database.writable = true;
    });
    this.later(region, generation, SETTLED, () => {
      database.role = "primary";
    });
  }

  /** The primary takes no more writes, and its replicas receive nothing more. */
  lose(region: Region): void {
    const database = this.of[region];
    if (!database.writable) return;
    database.writable = false;
    database.lostAt = this.simulation.now;
  }

  /** Lost databases are available again, with the data that they had. */
  recover(): void {
    for (const database of REGIONS.map((region) => this.of[region])) {
      const { lostAt } = database;
      if (lostAt === null) continue;
      database.writable = true;
      database.losses.push({ at: lostAt, lasts: this.simulation.now - lostAt });
      database.lostAt = null;
    }
  }

  /** An operator's rebuild of the region's database as a replica of another. */
  rebuild(region: Region, source: Region): void {
    this.of[region] = replica(this.of[region].generation + 1, source);
  }

  snapshot(): Record<Region, Database> {
    return Object.fromEntries(REGIONS.map((region) => [region, { ...this.of[region] }])) as Record<Region, Database>;
  }

  /** Gives a database what its source had committed until a time. */
  protected take(region: Region, source: Region, until: number): void {
    const { log, beats, markers } = this.of[source];
    const database = this.of[region];
    database.log = log.slice(0, countUntil(log, until));
    database.beats = beats.slice(0, countUntil(beats, until));
    database.markers = markers.slice(0, countUntil(markers, until));
  }

  protected later(region: Region, generation: number, delay: number, act: () => void): void {
    this.simulation.after(delay, () => {
      if (this.of[region].generation === generation) act();
    });
  }
}

/** Number of entries, in the order of their times, that are not later. */
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
    markers: [],
    promoted: null,
    tookWrite: false,
    marker: null,
    givenUp: 0,
    requestedAt: null,
    lostAt: null,
    losses: [],
  };
}
