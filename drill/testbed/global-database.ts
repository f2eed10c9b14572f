import { setTimeout as sleep } from "node:timers/promises";
import { type Entry, readLedger } from "../ledger";
import type { Link } from "./network/link";
import type { RegionPair } from "./region/region-pair";

/** Interval at which former primaries are looked for, in milliseconds. */
const POLL = 500;
/** Time limit for reaching a former primary's region, in milliseconds. */
const TIMEOUT = 2000;

/**
 * The control plane of an Aurora Global Database, over the drill's PostgreSQL servers: it makes a former primary a secondary again once its
 * region is available. Aurora's storage does not run here. The servers replicate by streaming, and a resynchronization copies all data.
 */
export class GlobalDatabase {
  /** Entries of former primaries as they were before their resynchronization, which Aurora keeps as a snapshot. */
  readonly snapshots: Entry[] = [];
  private readonly formerPrimaries = new Set<string>();
  private resynchronizing: string | undefined;
  /** The region whose cluster is being started: it is not stopped for a resynchronization before it answers. */
  private starting: string | undefined;
  private readonly stopping = new AbortController();
  private readonly stopped: Promise<void>;

  /** @param reach the link from a region to the other region's control plane */
  constructor(
    private readonly regions: RegionPair,
    private readonly reach: (region: string) => Link,
  ) {
    this.stopped = this.run();
  }

  /** Whether the region's cluster is a former primary that is not a secondary yet. */
  isRejoining(region: string): boolean {
    return this.formerPrimaries.has(region);
  }

  /** Whether every member is available, which a switchover needs. */
  async isHealthy(primary: string): Promise<boolean> {
    const other = this.regions.other(primary);
    return this.formerPrimaries.size === 0 && other.database.running && (await this.isReachable(primary));
  }

  /** Records that the region's cluster has become the primary. */
  changePrimary(region: string): void {
    this.formerPrimaries.delete(region);
    this.formerPrimaries.add(this.regions.other(region).name);
  }

  /** Starts the cluster of a region that is available again, and waits until it is a secondary. */
  async untilRejoined(region: string, signal: AbortSignal): Promise<void> {
    while (this.isRejoining(region)) {
      const { database } = this.regions.at(region);
      if (!database.running && this.resynchronizing !== region) await this.start(region);
      await sleep(POLL, undefined, { signal });
    }
  }

  private async start(region: string): Promise<void> {
    this.starting = region;
    try {
      await this.regions.at(region).database.start();
    } finally {
      this.starting = undefined;
    }
  }

  /** Ends the control plane, after a resynchronization that is in progress. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.stopped;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await sleep(POLL, undefined, { signal }).catch(() => undefined);
      for (const region of this.formerPrimaries) {
        // A region that is lost or cut off is tried again.
        if (!signal.aborted) await this.rejoin(region).catch(() => undefined);
      }
    }
  }

  private async rejoin(name: string): Promise<void> {
    const region = this.regions.at(name);
    const primary = this.regions.other(name);
    if (!region.database.running || this.starting === name || !(await this.isReachable(primary.name))) return;
    const promoted = await primary.database.withClient(async (client) => {
      const { rows } = await client.query<{ replica: boolean }>("select pg_is_in_recovery() as replica");
      return rows[0]?.replica === false;
    });
    if (!promoted) return;
    this.snapshots.push(...(await readOnlyLedger(region.database)));
    this.resynchronizing = name;
    try {
      await region.database.crash();
      await this.regions.resynchronize(name);
      this.formerPrimaries.delete(name);
    } finally {
      this.resynchronizing = undefined;
    }
  }

  private isReachable(from: string): Promise<boolean> {
    return this.reach(from)
      .reachable(AbortSignal.timeout(TIMEOUT))
      .then(
        () => true,
        () => false,
      );
  }
}

/** The entries of a database, to which no more are added. */
async function readOnlyLedger(database: Parameters<typeof readLedger>[0]): Promise<Entry[]> {
  await database.withClient(async (client) => {
    await client.query("alter system set default_transaction_read_only = on");
    await client.query("select pg_reload_conf()");
  });
  return readLedger(database);
}
