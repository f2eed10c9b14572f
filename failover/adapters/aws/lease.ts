import { decodeLease, encodeLease, type Item, LEASE_ATTRIBUTES } from "../../protocol/lease-item";
import { LEASE_KEY, renewalKey } from "../../protocol/lease-keys";
import { LeaseConflict, type LeasePort, Refused } from "../../protocol/ports";
import type { Lease } from "../../protocol/types";
import { ConditionFailed, type TableClient, type Update } from "./table-client";

/** The lease as one item of the lease table. */
export class DynamoLease implements LeasePort {
  constructor(private readonly table: Pick<TableClient, "get" | "update">) {}

  async read(): Promise<Lease> {
    const item = await this.table.get(LEASE_KEY);
    if (item === null) throw new Refused("lease: the table has none; deploy the regions' stacks first");
    return parse(item, await this.table.get(renewalKey(parse(item).active)));
  }

  async replace(expected: Lease, next: Lease): Promise<void> {
    try {
      await this.table.update(LEASE_KEY, replacement(expected, next));
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
      throw new LeaseConflict(
        `lease: no longer epoch ${expected.epoch} of ${expected.active}, writes ${expected.writes}, or changed otherwise`,
      );
    }
  }
}

/** Writes all attributes on the condition that all attributes are unchanged. */
function replacement(expected: Lease, next: Lease): Update {
  const { pk: _, ...was }: Item = encodeLease(expected);
  const { pk: __, ...will }: Item = encodeLease(next);
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
    ConditionExpression: conditions.join(" AND "),
    ExpressionAttributeNames: Object.fromEntries(LEASE_ATTRIBUTES.map((name) => [`#${name}`, name])),
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
