import { LEASE_KEY, renewalKey } from "../../protocol/lease-item";
import { LeaseConflict, type LeasePort, Refused } from "../../protocol/ports";
import type { Lease } from "../../protocol/types";
import { ConditionFailed, type Item, numberOf, type TableClient } from "./table-client";

/** The lease as one item of the lease table. */
export class DynamoLease implements LeasePort {
  constructor(private readonly table: TableClient) {}

  async read(): Promise<Lease> {
    const item = await this.table.get(LEASE_KEY);
    if (item === null) throw new Refused("lease: there is none in the table; deploy the regions' stacks first");
    const lease = leaseOf(item);
    const renewal = await this.table.get(renewalKey(lease.active));
    // A renewal of another epoch is no sign of life in this one.
    const current = renewal !== null && numberOf(renewal.epoch) === lease.epoch;
    return { ...lease, renewedAt: current ? numberOf(renewal.renewedAt) : null };
  }

  async replace(expected: Lease, next: Lease): Promise<void> {
    try {
      await this.table.update(LEASE_KEY, {
        UpdateExpression: `SET active = :active, epoch = :epoch, writes = :writes, lastWriter = :lastWriter${
          next.run === null ? " REMOVE run" : ", run = :run"
        }`,
        ConditionExpression: `active = :wasActive AND epoch = :wasEpoch AND writes = :wasWrites AND ${
          expected.run === null ? "attribute_not_exists(run)" : "run = :wasRun"
        }`,
        ExpressionAttributeValues: {
          ":active": { S: next.active },
          ":epoch": { N: String(next.epoch) },
          ":writes": { S: next.writes },
          ":lastWriter": { S: next.lastWriter },
          ...(next.run !== null && { ":run": { S: next.run } }),
          ":wasActive": { S: expected.active },
          ":wasEpoch": { N: String(expected.epoch) },
          ":wasWrites": { S: expected.writes },
          ...(expected.run !== null && { ":wasRun": { S: expected.run } }),
        },
      });
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
      throw new LeaseConflict(
        `lease: no longer epoch ${expected.epoch} of ${expected.active}, writes ${expected.writes}`,
      );
    }
  }
}

function leaseOf(item: Item): Omit<Lease, "renewedAt"> {
  const active = item.active?.S;
  const epoch = numberOf(item.epoch);
  const writes = item.writes?.S;
  if (active === undefined || epoch === null || (writes !== "open" && writes !== "held")) {
    throw new Refused(
      `lease: the item is malformed (${Object.keys(item).join(", ")}); it was not written by a controller`,
    );
  }
  return { active, epoch, writes, lastWriter: item.lastWriter?.S ?? active, run: item.run?.S ?? null };
}
