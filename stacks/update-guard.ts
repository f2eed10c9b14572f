import { leaseTableName } from "../config/naming";
import type { RedoubtConfig } from "../config/parse";
import { UserError } from "../errors";

/** The part of the lease that an update depends on. */
export interface LiveLease {
  /** The region that accepts writes. */
  readonly active: string;
  readonly epoch: number;
}

/** Reads the lease from the named table; undefined where nothing has been deployed. */
export type ReadLease = (config: RedoubtConfig, tableName: string) => Promise<LiveLease | undefined>;

/**
 * Refuses an update whose configuration names another active region than the lease: it would reverse a failover.
 * @throws UserError with both regions, the epoch, and the setting to change
 */
export async function checkActiveRegion(config: RedoubtConfig, readLease: ReadLease): Promise<void> {
  const live = await readLease(config, leaseTableName());
  if (live === undefined || live.active === config.activeRegion) return;
  throw new UserError(
    [
      `activeRegion: got ${config.activeRegion}, but the live active region is ${live.active} (lease epoch ${live.epoch}): this update would reverse a failover.`,
      `In Pulumi.yaml, set redoubt:activeRegion: ${live.active}`,
      `If ${config.activeRegion} was lost and not switched over, also add it to redoubt:quarantined.`,
    ].join("\n"),
  );
}
