import { completeMove } from "../../lease-move/move";
import {
  type Attribute,
  decodeLease,
  decodeLocation,
  encodeLease,
  encodeLocation,
  type Item,
  LEASE_ATTRIBUTES,
  MOVED_TO,
} from "../../protocol/lease-item";
import { acknowledgedKey, type ItemKey, LEASE_KEY, renewalKey, replayedKey, runKey } from "../../protocol/lease-keys";
import type { LeaseMovePorts, LeaseTableLocation, LeaseTablePort, StoredLease } from "../../protocol/lease-move";
import { LeaseConflict, type LeasePort, Refused } from "../../protocol/ports";
import type { Lease } from "../../protocol/types";
import { ConditionFailed, type SingleTable, type Update } from "./single-table";
import type { TableClient } from "./table-client";

type Table = Pick<SingleTable, "get" | "update">;

/** The lease as one item of the lease table. */
export class DynamoLease implements LeasePort {
  constructor(private readonly table: Pick<TableClient, "get" | "update" | "tierRegions" | "unfinishedMove">) {}

  async read(): Promise<Lease> {
    const item = await this.table.get(LEASE_KEY);
    if (item === null) throw new Refused("lease: the table has none; deploy the regions' stacks first");
    return parse(item, await this.table.get(renewalKey(parse(item).active)));
  }

  async replace(expected: Lease, next: Lease): Promise<void> {
    await replaceLease(this.table, expected, replacement(expected, next));
  }

  async completeMove(): Promise<boolean> {
    const tables = await this.table.unfinishedMove();
    if (tables === undefined) return false;
    const ports = leaseMovePorts(tables.source, tables.destination, this.table.tierRegions);
    const stored = await ports.source.read();
    if (stored?.movedTo === undefined) return false;
    await completeMove(ports, stored.lease);
    return true;
  }
}

/** One table of a move. */
class DynamoLeaseTable implements LeaseTablePort {
  constructor(private readonly table: Table) {}

  async read(): Promise<StoredLease | null> {
    const item = await this.table.get(LEASE_KEY);
    if (item === null) return null;
    const renewal = await this.table.get(renewalKey(parse(item).active));
    return { lease: parse(item, renewal), movedTo: decodeLocation(item) };
  }

  async close(expected: Lease, closed: Lease, movedTo: LeaseTableLocation): Promise<void> {
    await replaceLease(this.table, expected, replacement(expected, closed, { [MOVED_TO]: encodeLocation(movedTo) }));
  }

  async create(lease: Lease): Promise<void> {
    await createItem(this.table, LEASE_KEY, encodeLease(lease));
  }
}

/**
 * The two tables of a move.
 * @param tierRegions the regions whose beats and renewals are copied
 */
export function leaseMovePorts(source: Table, destination: Table, tierRegions: readonly string[]): LeaseMovePorts {
  return {
    source: new DynamoLeaseTable(source),
    destination: new DynamoLeaseTable(destination),
    copyItems: async ({ run }) => {
      const keys = tierRegions.flatMap((region) => [renewalKey(region), acknowledgedKey(region), replayedKey(region)]);
      if (run !== null) keys.push(runKey(run));
      for (const key of keys) {
        const item = await source.get(key);
        if (item !== null) await createItem(destination, key, item);
      }
    },
  };
}

/** Writes an item that the table lacks; no effect when the table has it. */
async function createItem(table: Table, key: ItemKey, { pk: _, ...attributes }: Item): Promise<void> {
  const names = Object.keys(attributes);
  try {
    await table.update(key, {
      UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(", ")}`,
      ConditionExpression: "attribute_not_exists(pk)",
      ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
      ExpressionAttributeValues: Object.fromEntries(
        Object.entries(attributes).map(([name, value]) => [`:${name}`, value]),
      ) as Update["ExpressionAttributeValues"],
    });
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
  }
}

async function replaceLease(table: Pick<Table, "update">, expected: Lease, update: Update): Promise<void> {
  try {
    await table.update(LEASE_KEY, update);
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
    throw new LeaseConflict(
      `lease: no longer epoch ${expected.epoch} of ${expected.active}, writes ${expected.writes}, or changed otherwise`,
    );
  }
}

/** Writes all attributes on the condition that all attributes are unchanged, and that the lease was not moved to another table. */
function replacement(expected: Lease, next: Lease, added: Readonly<Record<string, Attribute>> = {}): Update {
  const { pk: _, ...was }: Item = encodeLease(expected);
  const { pk: __, ...encoded }: Item = encodeLease(next);
  const will: Item = { ...encoded, ...added };
  const removed = LEASE_ATTRIBUTES.filter((name) => will[name] === undefined);
  const values = (prefix: string, item: Item) =>
    Object.fromEntries(Object.entries(item).map(([name, value]) => [`:${prefix}${name}`, value]));
  const assignments = Object.keys(will).map((name) => `#${name} = :next_${name}`);
  const conditions = LEASE_ATTRIBUTES.map((name) =>
    was[name] === undefined ? `attribute_not_exists(#${name})` : `#${name} = :was_${name}`,
  );
  return {
    UpdateExpression: [
      `SET ${assignments.join(", ")}`,
      ...(removed.length > 0 ? [`REMOVE ${removed.map((name) => `#${name}`).join(", ")}`] : []),
    ].join(" "),
    ConditionExpression: [...conditions, `attribute_not_exists(#${MOVED_TO})`].join(" AND "),
    ExpressionAttributeNames: Object.fromEntries([...LEASE_ATTRIBUTES, MOVED_TO].map((name) => [`#${name}`, name])),
    ExpressionAttributeValues: {
      ...values("next_", will),
      ...values("was_", was),
    } as Update["ExpressionAttributeValues"],
  };
}

function parse(item: Item, renewal: Item | null = null): Lease {
  try {
    return decodeLease(item, renewal);
  } catch (error) {
    throw new Refused(error instanceof Error ? error.message : String(error));
  }
}
