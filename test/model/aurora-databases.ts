import type { PromotionTarget } from "../../failover/protocol/ports";
import type { Beat } from "../../failover/protocol/watermarks";
import { Databases } from "./databases";
import { REGIONS, type Region } from "./schedule";

/** From the acceptance of a change of the primary until the target takes writes, and until its status says so, in milliseconds. */
const PROMOTION = 50_000;
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
  /** The primary that each region's cluster belongs to; its own region for a primary. */
  private readonly primaryOf: Record<Region, Region> = { east: "east", west: "east", south: "east" };
  /** Of each primary that a change in progress replaces, the region that replaces it. */
  private readonly changes = new Map<Region, Region>();
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
    if (source === null) throw new Error(`throttled: the cluster of ${region} is not a secondary`);
    if (this.changes.has(source)) {
      throw new Error(`throttled: the change of the primary to ${this.changes.get(source)} is in progress`);
    }
    database.requestedAt ??= now;
    if (this.schedule.promotion === "backing-up" && now < database.requestedAt + UNAVAILABLE) {
      throw new Error("throttled: a member is not available");
    }
    const planned = mode === "switchover";
    if (planned && REGIONS.some((other) => this.isUnavailable(other))) {
      throw new Error("throttled: a switchover needs every member to be available");
    }
    const former = this.of[source];
    this.changes.set(source, region);
    database.role = "promoting";
    former.role = "demoting";
    if (this.schedule.promotion === "given-up" && database.givenUp === 0) {
      database.givenUp += 1;
      this.later(region, generation, PROMOTION, () => {
        this.changes.delete(source);
        database.role = "replica";
        former.role = "primary";
      });
      return;
    }
    // A switchover makes the primary read-only and waits until everything is replicated. A failover takes what is there.
    if (planned) former.writable = false;
    this.take(region, source, planned ? now : this.replayedUntil(source));
    database.source = null;
    database.promoted = { epoch, source, at: now };
    this.later(region, generation, PROMOTION, () => this.complete(region, source, planned));
    this.later(region, generation, SETTLED, () => {
      if (database.role === "promoting") database.role = "primary";
    });
  }

  /** All members follow the new primary, and the former one is to become a secondary of it. */
  private complete(region: Region, source: Region, planned: boolean): void {
    this.changes.delete(source);
    this.of[region].writable = true;
    for (const other of REGIONS) {
      if (this.primaryOf[other] !== source) continue;
      this.primaryOf[other] = region;
      if (this.of[other].role === "replica") this.of[other].source = region;
    }
    // A former primary that does not rejoin is removed by operators.
    if (planned) this.follow(source);
    else if (this.schedule.aurora?.rejoins) this.rejoin(source);
    else this.remove(source);
  }

  /**
   * Operators remove a former primary whose new primary's region is lost (docs/troubleshooting.md). It is then a primary of its own and
   * keeps what it has.
   */
  override prepareTarget(region: Region): void {
    if (this.of[region].role === "rejoining" && this.cutOffSince(this.primaryOf[region]) !== null) this.remove(region);
  }

  private remove(region: Region): void {
    this.primaryOf[region] = region;
    this.of[region].role = "primary";
  }

  override rebuild(region: Region, source: Region): void {
    super.rebuild(region, source);
    this.primaryOf[region] = source;
  }

  private hasInstance(region: Region): boolean {
    return this.simulation.now >= this.instanceAt[region];
  }

  private isUnavailable(region: Region): boolean {
    const { lostAt, role } = this.of[region];
    return this.cutOffSince(region) !== null || lostAt !== null || role === "rejoining";
  }

  /** Makes a former primary a secondary again, once its region and the primary's are available, unless it was removed meanwhile. */
  private rejoin(region: Region): void {
    const database = this.of[region];
    database.role = "rejoining";
    const look = () =>
      this.later(region, database.generation, LOOK, () => {
        if (database.role !== "rejoining") return;
        if (this.cutOffSince(region) !== null || this.cutOffSince(this.primaryOf[region]) !== null) return look();
        database.writable = false;
        database.lostAt = null;
        this.later(region, database.generation, RESYNCHRONIZATION, () => {
          if (database.role === "rejoining") this.follow(region);
        });
      });
    look();
  }

  private follow(region: Region): void {
    const database = this.of[region];
    database.role = "replica";
    database.writable = false;
    database.tookWrite = false;
    database.promoted = null;
    database.requestedAt = null;
    database.source = this.primaryOf[region];
  }
}
