import type { DatabaseMarkers } from "../../failover/adapters/markers";
import type { EpochGuard } from "../../failover/protocol/epoch-guard";
import type { DatabaseState, PromotionTarget } from "../../failover/protocol/ports";
import type { GlobalDatabase } from "../testbed/global-database";
import type { RegionPair } from "../testbed/region/region-pair";
import { LocalDatabase } from "./database";

/** The regions' PostgreSQL servers with the roles and refusals of an Aurora Global Database's clusters. */
export class LocalAuroraDatabase extends LocalDatabase {
  constructor(
    regions: RegionPair,
    guard: EpochGuard,
    markers: DatabaseMarkers,
    private readonly service: GlobalDatabase,
  ) {
    super(regions, guard, markers);
  }

  override async describe(region: string): Promise<DatabaseState> {
    const state = await super.describe(region);
    return this.service.isRejoining(region) ? { ...state, role: "rejoining", source: null, lag: null } : state;
  }

  override async promote(target: PromotionTarget): Promise<void> {
    const { mode, region } = target;
    const { role, source } = await this.describe(region);
    if (role === "replica" && mode === "switchover" && !(await this.service.isHealthy(region))) {
      throw new Error(`the cluster of ${source} is not available: a switchover needs every member`);
    }
    await super.promote(target);
    if (role === "replica") this.service.changePrimary(region);
  }
}
