import type { Lease } from "./types";

/** Where a lease table is. */
export interface LeaseTableLocation {
  readonly tableName: string;
  /** Its three regions, those without a tier first. */
  readonly regions: readonly string[];
}

/** The lease item of a table. */
export interface StoredLease {
  readonly lease: Lease;
  /** The table that has the lease now; undefined while this one has it. */
  readonly movedTo?: LeaseTableLocation;
}

/**
 * One lease table in a move, without following where its lease was moved. Every call may be repeated, and may arrive twice or late: each
 * write has a condition that is false once it was made.
 */
export interface LeaseTablePort {
  /** The lease item, by a strongly consistent read; null when there is none. */
  read(): Promise<StoredLease | null>;
  /**
   * Writes `closed` and the location in place of `expected`.
   * @throws LeaseConflict when the stored lease is not `expected`, or was moved already
   */
  close(expected: Lease, closed: Lease, movedTo: LeaseTableLocation): Promise<void>;
  /** Writes the first lease item; no error and no effect when the table has one. */
  create(lease: Lease): Promise<void>;
}

export interface LeaseMovePorts {
  readonly source: LeaseTablePort;
  readonly destination: LeaseTablePort;
  /** Copies what a failover reads beside the lease into the destination. Items that the destination has are kept. */
  copyItems(closed: Lease): Promise<void>;
}

/**
 * The lease in the table that it leaves. Its epoch is one higher, so that no plan that was made from it is carried out; writes are held, so
 * that a reader that ignores the location permits none.
 */
export function closedBy({ usedLeaseSeconds = 0, ...lease }: Lease): Lease {
  const { timing } = lease;
  // The renewals, which have the lease that agents use, are of the earlier epoch.
  const longestSeconds = Math.max(timing.longestSeconds, usedLeaseSeconds + timing.writeSeconds);
  return { ...lease, epoch: lease.epoch + 1, writes: "held", timing: { ...timing, longestSeconds }, renewedAt: null };
}

/**
 * The lease in the table to which it moves. It follows from the closed one alone, so that every process that completes the move writes the
 * same. The longest timing stays: agents may still hold a lease that they read in the other table.
 */
export function openedFrom(closed: Lease): Lease {
  return { ...closed, writes: "open" };
}

/**
 * Why the lease cannot be moved now; undefined if it can.
 * @param unfinishedRun the run that holds the lease and has not ended
 */
export function moveRefusal({ active, epoch, writes }: Lease, unfinishedRun: string | undefined): string | undefined {
  if (unfinishedRun !== undefined) return `run ${unfinishedRun} has not ended; end it first, see redoubt status`;
  if (writes === "held") return `writes are held in ${active} (epoch ${epoch}); end the run first, see redoubt status`;
  return undefined;
}
