import type { DatabaseMarkers } from "../../failover/adapters/markers";
import type { Link } from "../testbed/network/link";
import type { RegionPair } from "../testbed/region/region-pair";
import { sentinelDatabase } from "../testbed/region/sentinel-database";

/** Time limit for reaching the other region's sentinel, in milliseconds. */
const TIMEOUT = 2000;

/** Markers in the regions' databases, written and read by the sentinel's code. */
export class LocalMarkers implements DatabaseMarkers {
  /** @param site where the controller runs; it reaches the sentinel of its own region without a link */
  constructor(
    private readonly regions: RegionPair,
    private readonly site: string,
    private readonly otherRegion: Link,
  ) {}

  async write(region: string, marker: string): Promise<void> {
    await this.reach(region);
    await this.regions.at(region).database.withClient((client) => sentinelDatabase(client).commitMarker(marker));
  }

  async read(region: string): Promise<string | undefined> {
    await this.reach(region);
    return this.regions.at(region).database.withClient((client) => sentinelDatabase(client).readMarker());
  }

  private async reach(region: string): Promise<void> {
    if (region !== this.site) await this.otherRegion.reachable(AbortSignal.timeout(TIMEOUT));
  }
}
