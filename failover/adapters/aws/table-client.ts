import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { Deployment } from "../../deployment";
import { decodeLocation, type Item } from "../../protocol/lease-item";
import { type ItemKey, LEASE_KEY } from "../../protocol/lease-keys";
import type { LeaseTableLocation } from "../../protocol/lease-move";
import { SingleTable, type Update } from "./single-table";

/** How long it counts as known which table has the lease, milliseconds. A lease that was moved since is found by the next read. */
const KNOWN_MS = 5000;

/** The lease left its table and is not in the other one yet. A controller completes the move within a minute. */
export class LeaseBeingMoved extends Error {
  override name = "LeaseBeingMoved";

  constructor({ tableName }: LeaseTableLocation) {
    super(
      `lease table ${tableName}: the lease is being moved to it; a controller completes the move within a minute, or redoubt lease move does`,
    );
  }
}

/**
 * The table that has the lease: that of the deployment, or the one to which it was moved. Beats, renewals and journals are written to
 * the same table as the lease.
 */
export class TableClient {
  private table: SingleTable;
  private knownUntil = Number.NEGATIVE_INFINITY;

  /**
   * @param home the region on whose behalf the table is called: the one that becomes active
   * @param clientOf a region's client
   * @param now milliseconds
   */
  constructor(
    private readonly deployment: Pick<Deployment, "leaseTableName" | "leaseRegions" | "lost" | "regions">,
    private readonly home: string,
    private readonly clientOf: (region: string) => DynamoDBClient,
    private readonly now: () => number = Date.now,
  ) {
    this.table = this.at({ tableName: deployment.leaseTableName, regions: deployment.leaseRegions });
  }

  /**
   * Reads the item with strong consistency; null if it does not exist.
   * @throws LeaseBeingMoved
   */
  async get(key: ItemKey): Promise<Item | null> {
    if (key.pk === LEASE_KEY.pk) return this.lease();
    await this.locate();
    return this.table.get(key);
  }

  /**
   * Changes the item, in one write. A change of the lease follows a read of it, and its condition is false where the lease was moved.
   * @throws ConditionFailed when `update`'s condition does not hold, also when an earlier attempt whose reply was lost changed the
   * item
   */
  async update(key: ItemKey, update: Update): Promise<void> {
    if (key.pk !== LEASE_KEY.pk) await this.locate();
    await this.table.update(key, update);
  }

  get tierRegions(): readonly string[] {
    return Object.keys(this.deployment.regions);
  }

  /** A table as this site calls it, whether it has the lease or not. */
  at({ regions, tableName }: LeaseTableLocation): SingleTable {
    const { lost = [] } = this.deployment;
    const available = regions.filter((region) => !lost.includes(region));
    return new SingleTable({ tableName, regions: available }, this.home, this.tierRegions, this.clientOf);
  }

  /** The table that had the lease, and the one that gets it, while a move is not complete. */
  async unfinishedMove(): Promise<{ readonly source: SingleTable; readonly destination: SingleTable } | undefined> {
    let source = this.table;
    for (;;) {
      const item = await source.get(LEASE_KEY);
      const movedTo = item === null ? undefined : decodeLocation(item);
      if (movedTo === undefined) return undefined;
      const destination = this.at(movedTo);
      if ((await destination.get(LEASE_KEY)) === null) return { source, destination };
      source = destination;
    }
  }

  private async locate(): Promise<void> {
    if (this.now() >= this.knownUntil) await this.lease();
  }

  private async lease(): Promise<Item | null> {
    for (;;) {
      const sentAt = this.now();
      const item = await this.table.get(LEASE_KEY);
      const movedTo = item === null ? undefined : decodeLocation(item);
      if (movedTo === undefined) {
        this.knownUntil = sentAt + KNOWN_MS;
        return item;
      }
      const destination = this.at(movedTo);
      if ((await destination.get(LEASE_KEY)) === null) throw new LeaseBeingMoved(movedTo);
      this.table = destination;
    }
  }
}
