import { sameLease } from "../../failover/protocol/lease";
import { LEASE_KEY, renewalKey } from "../../failover/protocol/lease-item";
import { LeaseConflict, type LeasePort, Refused } from "../../failover/protocol/ports";
import type { Lease } from "../../failover/protocol/types";
import type { LeaseStore } from "../testbed/lease/lease-store";

/** The lease in the drill's lease regions, under the keys that it has in the lease table. */
export class LocalLease implements LeasePort {
  constructor(private readonly store: LeaseStore) {}

  async read(): Promise<Lease> {
    const text = await this.store.read(LEASE_KEY.pk);
    if (text === null) throw new Refused("the lease regions hold no lease");
    const lease = JSON.parse(text) as Omit<Lease, "renewedAt">;
    const renewal = await this.store.read(renewalKey(lease.active).pk);
    const renewedAt = renewal === null ? null : (JSON.parse(renewal) as { renewedAt: number }).renewedAt;
    return { ...lease, renewedAt };
  }

  async replace(expected: Lease, next: Lease): Promise<void> {
    const text = await this.store.read(LEASE_KEY.pk);
    const there = text === null ? null : (JSON.parse(text) as Lease);
    if (there === null || !sameLease(there, expected)) throw conflict(expected, there);
    const { renewedAt: _, ...kept } = next;
    const replaced = await this.store.replace(LEASE_KEY.pk, text, JSON.stringify(kept));
    if (!replaced) throw conflict(expected, there);
  }
}

function conflict(expected: Lease, there: Lease | null): LeaseConflict {
  return new LeaseConflict(
    `lease: expected epoch ${expected.epoch}, found ${there?.epoch ?? "none"} or a change since`,
  );
}
