import type { Lease } from "../../failover/protocol/types";
import type { Region } from "./schedule";

/** The newest renewal of each region's agents, as the lease table has it. */
export class Renewals {
  private readonly newest: Partial<Record<Region, { epoch: number; at: number; leaseSeconds: number }>> = {};

  /** @param at wall-clock time in milliseconds */
  record(region: Region, epoch: number, at: number, leaseSeconds: number): void {
    const before = this.newest[region];
    const longest = before?.epoch === epoch ? Math.max(before.leaseSeconds, leaseSeconds) : leaseSeconds;
    this.newest[region] = { epoch, at, leaseSeconds: longest };
  }

  /** When the region's agents last renewed, in any epoch; undefined if never. */
  at(region: Region): number | undefined {
    return this.newest[region]?.at;
  }

  /** The lease with the active region's renewal of its epoch. */
  addTo(lease: Lease): Lease {
    const renewal = this.newest[lease.active as Region];
    if (renewal?.epoch !== lease.epoch) return lease;
    return { ...lease, renewedAt: renewal.at, usedLeaseSeconds: renewal.leaseSeconds };
  }
}
