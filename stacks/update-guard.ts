import { databaseIdentifier, databaseIdentifierPrefix, leaseTableName } from "../config/naming";
import type { RedoubtConfig } from "../config/parse";
import { UserError } from "../errors";

/** The part of the lease that an update depends on. */
export interface LiveLease {
  /** The region that accepts writes. */
  readonly active: string;
  readonly epoch: number;
  /** The region whose database has every acknowledged write. */
  readonly lastWriter?: string;
}

/** Reads the lease from the named table; undefined where nothing has been deployed. */
export type ReadLease = (config: RedoubtConfig, tableName: string) => Promise<LiveLease | undefined>;

/** Finds those of the identifiers that are DB instances of the region. */
export type ReadDatabases = (region: string, identifiers: readonly string[]) => Promise<readonly string[]>;

/**
 * Refuses an update whose configuration names another active region than the lease: it would reverse a failover.
 * @returns the live lease; undefined where nothing has been deployed
 * @throws UserError with both regions, the epoch, and the setting to change
 */
export async function checkActiveRegion(config: RedoubtConfig, readLease: ReadLease): Promise<LiveLease | undefined> {
  const live = await readLease(config, leaseTableName(config.leaseGeneration));
  if (live === undefined || live.active === config.activeRegion) return live;
  throw new UserError(
    [
      `activeRegion: got ${config.activeRegion}, but the live active region is ${live.active} (lease epoch ${live.epoch}): this update would reverse a failover.`,
      `In Pulumi.yaml, set redoubt:activeRegion: ${live.active}`,
      `If ${config.activeRegion} was lost and not switched over, also add it to redoubt:quarantined.`,
    ].join("\n"),
  );
}

/**
 * Refuses an update that rebuilds the database of the active region or of the last writer: it would replace the only database that has
 * every acknowledged write by an empty one, or by a replica that lacks some.
 * @throws UserError with the setting and its deployed value
 */
export async function checkGeneration(
  config: RedoubtConfig,
  region: string,
  live: LiveLease,
  readDatabases: ReadDatabases,
): Promise<void> {
  const generation = config.regions[region]?.database.generation ?? 1;
  // The first generation cannot be a rebuild.
  if (generation === 1 || (region !== live.active && region !== live.lastWriter)) return;
  const generations = Array.from({ length: generation }, (_, index) => index + 1);
  const existing = config.regions[region]?.database.existing;
  const identifiers = generations.map((each) =>
    each === 1 && existing !== undefined ? existing : databaseIdentifier(databaseIdentifierPrefix(), region, each),
  );
  const path = `regions.${region}.database.generation`;
  const deployed = await readDatabases(region, identifiers).catch((error: Error) => {
    throw new UserError(
      `${path}: got ${generation}, which cannot be compared with the deployed database: ${error.message}`,
    );
  });
  const current = generations.filter((_, index) => deployed.includes(identifiers[index] ?? "")).at(-1);
  if (current === undefined || current === generation) return;
  const holder = region === live.active ? "the active region" : "the region that took the last writes";
  throw new UserError(
    `${path}: got ${generation}, but ${region} is ${holder} and its database has generation ${current}: this update would replace the database that has every write. Set it to ${current}.`,
  );
}
