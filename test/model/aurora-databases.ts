import type { PromotionTarget } from "../../failover/protocol/ports";
import type { Beat } from "../../failover/protocol/watermarks";
import { Databases } from "./databases";
import { REGIONS, type Region } from "./schedule";

/** From the acceptance of a change of the primary until the target takes writes, and until its status says so, in milliseconds. */
const PROMOTION = 25_000;
const SETTLED = 90_000;
/** How long a member that is not available refuses a change of the primary, in milliseconds. */
const UNAVAILABLE = 60_000;
/** Until the first instance of a headless cluster is available, in milliseconds. */
const INSTANCE = 60_000;
/** How long Aurora resynchronizes a former primary, and how often it looks whether its region is back, in milliseconds. */
const RESYNCHRONIZATION = 60_000;
const LOOK = 5000;

/**
 * The regions' clusters as an Aurora Global Database runs them: one primary, which all others follow. A failover loses what was not
 * replicated. Its write fencing is best effort, so here it never succeeds: a former primary takes writes until it is resynchronized.
 */
export class AuroraDatabases extends Databases {
  /** The region of the global database's primary. */
  private primary: Region = "east";
  /** The cluster that is being promoted; null if none is. */
  private changing: Region | null = null;
  /** When the first instance of a region that was headless at the start is available; infinite if it was never requested. */
  private readonly instanceAt: Record<Region, number> = {
    east: 0,
    west: this.schedule.aurora?.headless ? Number.POSITIVE_INFINITY : 0,
    south: this.schedule.aurora?.headless ? Number.POSITIVE_INFINITY : 0,
  };

  override raise(region: Region): void {
    this.instanceAt[region] = Math.min(this.instanceAt[region], this.simulation.now + INSTANCE);
  }

  override restore(region: Region): void {
    if (this.instanceAt[region] > 0 && this.of[region].role === "replica") {
      this.instanceAt[region] = Number.POSITIVE_INFINITY;
    }
  }

  /** Nothing can be read from a headless cluster. */
  override newestBeat(region: Region): Beat | undefined {
    return this.hasInstance(region) ? super.newestBeat(region) : undefined;
  }

  override newestMarker(region: Region): string | undefined {
    if (!this.hasInstance(region)) throw new Error(`no answer: the cluster of ${region} has no instance`);
    return super.newestMarker(region);
  }

  /** Accepts a failover or a switchover to the region, or refuses it as Aurora does. */
  override promote(region: Region, epoch: number, mode: PromotionTarget["mode"]): void {
    const database = this.of[region];
    const { generation, source } = database;
    const { now } = this.simulation;
    this.raise(region);
    if (!this.hasInstance(region)) throw new Error(`no answer: the cluster of ${region} has no instance yet`);
    if (this.changing !== null)
      throw new Error(`throttled: the change of the primary to ${this.changing} is in progress`);
    database.requestedAt ??= now;
    if (this.schedule.promotion === "backing-up" && now < database.requestedAt + UNAVAILABLE) {
      throw new Error("throttled: a member is not available");
    }
    const planned = mode === "switchover";
    if (source === null) throw new Error(`throttled: the cluster of ${region} is not a secondary`);
    if (planned && REGIONS.some((other) => this.isUnavailable(other))) {
      throw new Error("throttled: a switchover needs every member to be available");
    }
    this.changing = region;
    database.role = "promoting";
    if (this.schedule.promotion === "given-up" && database.givenUp === 0) {
      database.givenUp += 1;
      this.later(region, generation, PROMOTION, () => {
        this.changing = null;
        database.role = "replica";
      });
      return;
    }
    // A switchover makes the primary read-only and waits until everything is replicated. A failover takes what is there.
    if (planned) this.of[source].writable = false;
    this.take(region, source, planned ? now : this.replayedUntil(source));
    database.source = null;
    database.promoted = { epoch, source, at: now };
    const former = { region: source, generation: this.of[source].generation };
    this.later(region, generation, PROMOTION, () => {
      this.changing = null;
      this.primary = region;
      database.writable = true;
      for (const other of REGIONS) if (this.of[other].role === "replica") this.of[other].source = region;
      if (planned) this.follow(former.region, region);
      else if (this.schedule.aurora?.rejoins) this.rejoin(former, region);
    });
    this.later(region, generation, SETTLED, () => {
      database.role = "primary";
    });
  }

  /**
   * A former primary that stays out of the global database is a primary of its own. Where the new primary's region is lost, operators
   * remove it from the global database (docs/troubleshooting.md).
   */
  override isPrimary(region: Region): boolean {
    return this.primary === region || !this.schedule.aurora?.rejoins || this.cutOffSince(this.primary) !== null;
  }

  private hasInstance(region: Region): boolean {
    return this.simulation.now >= this.instanceAt[region];
  }

  private isUnavailable(region: Region): boolean {
    const { lostAt, role } = this.of[region];
    return this.cutOffSince(region) !== null || lostAt !== null || role === "rejoining";
  }

  /** Makes a former primary a secondary again, once its region and the primary's are available. */
  private rejoin(former: { readonly region: Region; readonly generation: number }, primary: Region): void {
    this.later(former.region, former.generation, LOOK, () => {
      if (this.cutOffSince(former.region) !== null || this.cutOffSince(primary) !== null) {
        return this.rejoin(former, primary);
      }
      const database = this.of[former.region];
      database.role = "rejoining";
      database.writable = false;
      database.lostAt = null;
      this.later(former.region, former.generation, RESYNCHRONIZATION, () => this.follow(former.region, primary));
    });
  }

  private follow(former: Region, primary: Region): void {
    const database = this.of[former];
    database.role = "replica";
    database.writable = false;
    database.tookWrite = false;
    database.promoted = null;
    database.requestedAt = null;
    // The primary may have changed meanwhile.
    const current = REGIONS.find(
      (region) => region !== former && this.of[region].writable && this.of[region].source === null,
    );
    database.source = current ?? primary;
  }
}
