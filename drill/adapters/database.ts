import { type DatabaseMarkers, markerArrives } from "../../failover/adapters/markers";
import type { EpochGuard } from "../../failover/protocol/epoch-guard";
import { type DatabasePort, type DatabaseState, type PromotionTarget, Refused } from "../../failover/protocol/ports";
import { systemClock } from "../../failover/run/system-clock";
import type { RegionPair } from "../testbed/region/region-pair";

/**
 * The regions' PostgreSQL servers. They are described and promoted directly, as by RDS's control plane; markers are written by the
 * sentinel's own code.
 */
export class LocalDatabase implements DatabasePort {
  private readonly promoted = new Set<string>();

  constructor(
    private readonly regions: RegionPair,
    private readonly guard: EpochGuard,
    private readonly markers: DatabaseMarkers,
  ) {}

  async describe(region: string): Promise<DatabaseState> {
    const { database, databaseId: id } = this.regions.at(region);
    return database.withClient(async (client) => {
      // RDS measures the lag of PostgreSQL in the same way: by the time of the last replayed transaction.
      const { rows } = await client.query<{ replica: boolean; lag: number | null; at: number }>(
        `select pg_is_in_recovery() as replica, extract(epoch from now())::float8 * 1000 as at,
          extract(epoch from now() - pg_last_xact_replay_timestamp())::float8 as lag`,
      );
      const [row] = rows;
      if (!row?.replica) return { id, role: "primary", source: null, lag: null };
      if (this.promoted.has(id)) return { id, role: "promoting", source: null, lag: null };
      const source = this.regions.other(region).name;
      return { id, role: "replica", source, lag: { seconds: row.lag ?? -1, measuredAt: row.at } };
    });
  }

  async promote({ region, id, epoch }: Omit<PromotionTarget, "mode">): Promise<void> {
    await this.guard.check(epoch, `promote the database of ${region}`);
    const { database, databaseId } = this.regions.at(region);
    if (databaseId !== id) throw new Refused(`database of ${region}: is ${databaseId}, and the plan names ${id}`);
    if ((await this.describe(region)).role !== "replica") return;
    await database.withClient((client) => client.query("select pg_promote(wait => false)"));
    this.promoted.add(id);
  }

  async write(region: string, marker: string): Promise<void> {
    await this.markers.write(region, marker);
  }

  async caughtUp(from: string, to: string): Promise<boolean> {
    return markerArrives(this.markers, from, to, systemClock);
  }
}
