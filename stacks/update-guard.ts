import { leaseTableName } from "../config/naming";
import type { RedoubtConfig } from "../config/parse";
import { UserError } from "../errors";

/** What an update has to know of the lease. */
export interface LiveLease {
  /** The region that may write. */
  readonly active: string;
  readonly epoch: number;
}

/** Reads the lease from the table of that name; undefined where nothing was deployed yet. */
export type ReadLease = (config: RedoubtConfig, tableName: string) => Promise<LiveLease | undefined>;

/**
 * An update cannot undo a failover: refuses to go on where the lease names another active region than the configuration.
 * @throws UserError with both regions, the epoch, and the line to change
 */
export async function refuseUndoing(config: RedoubtConfig, readLease: ReadLease): Promise<void> {
  const live = await readLease(config, leaseTableName());
  if (live === undefined || live.active === config.activeRegion) return;
  throw new UserError(
    [
      `activeRegion: got ${config.activeRegion}, but the live active region is ${live.active} (epoch ${live.epoch} of the lease): this update would undo a failover.`,
      `Change this line in Pulumi.yaml: redoubt:activeRegion: ${live.active}`,
      `Where ${config.activeRegion} was lost, not switched away from, list it under redoubt:quarantined as well.`,
    ].join("\n"),
  );
}
