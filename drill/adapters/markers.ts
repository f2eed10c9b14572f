import type { DatabaseMarkers } from "../../failover/adapters/markers";
import type { RegionPair } from "../testbed/region/region-pair";
import { sentinelDatabase } from "../testbed/region/sentinel-database";

/** Markers in the regions' PostgreSQL servers, by the code that the sentinel's function runs. */
export class LocalMarkers implements DatabaseMarkers {
  constructor(private readonly regions: RegionPair) {}

  async write(region: string, marker: string): Promise<void> {
    await this.regions.at(region).database.withClient((client) => sentinelDatabase(client).commitMarker(marker));
  }

  async read(region: string): Promise<string | undefined> {
    return this.regions.at(region).database.withClient((client) => sentinelDatabase(client).readMarker());
  }
}
