import { sameLease } from "../../failover/protocol/lease";
import { decodeLease, encodeLease, type Item } from "../../failover/protocol/lease-item";
import { LEASE_KEY, renewalKey } from "../../failover/protocol/lease-keys";
import { LeaseConflict, type LeasePort, Refused } from "../../failover/protocol/ports";
import type { Lease } from "../../failover/protocol/types";
import type { LeaseStore } from "../testbed/lease/lease-store";

/** The lease in the drill's lease regions, with the keys and attributes that it has in the lease table. */
export class LocalLease implements LeasePort {
  constructor(private readonly store: LeaseStore) {}

  async read(): Promise<Lease> {
    const text = await this.store.read(LEASE_KEY.pk);
    if (text === null) throw new Refused("the lease regions hold no lease");
    const item = JSON.parse(text) as Item;
    const renewal = await this.store.read(renewalKey(decodeLease(item).active).pk);
    return decodeLease(item, renewal === null ? null : (JSON.parse(renewal) as Item));
  }

  async replace(expected: Lease, next: Lease): Promise<void> {
    const text = await this.store.read(LEASE_KEY.pk);
    const current = text === null ? null : decodeLease(JSON.parse(text) as Item);
    if (current === null || !sameLease(current, expected)) throw conflict(expected, current);
    const replaced = await this.store.replace(LEASE_KEY.pk, text, JSON.stringify(encodeLease(next)));
    if (!replaced) throw conflict(expected, current);
  }

  /** The drill has one lease table. */
  async completeMove(): Promise<boolean> {
    return false;
  }
}

function conflict(expected: Lease, current: Lease | null): LeaseConflict {
  return new LeaseConflict(
    `lease: expected epoch ${expected.epoch}, found ${current?.epoch ?? "none"} or a change since`,
  );
}
