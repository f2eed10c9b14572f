import { firstLease } from "../../failover/protocol/lease-item";
import type { Lease } from "../../failover/protocol/types";

/** A lease with the deployed timing: the first one of a region, with what differs. */
export function leaseOf(active: string, rest: Partial<Lease> = {}): Lease {
  return { ...firstLease(active, { leaseSeconds: 30, writeSeconds: 10 }), ...rest };
}
