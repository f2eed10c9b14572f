import type { EdgeState, JournalEntry, Lease, Plan } from "./types";
import type { Beat, ReplayedBeat } from "./watermarks";

/**
 * What a failover touches. The same machine runs against AWS, against the drill's local regions and against the model
 * in the tests, through these.
 *
 * For every call:
 * - It returns promptly or rejects: starting something long and asking how far it is are two calls. The executor gives up
 *   on a call after its step's `callSeconds`, and then treats its outcome as unknown.
 * - It is idempotent: calling it again with the same arguments, also at the same time from two processes, also after a
 *   reply was lost, leaves what one call leaves.
 * - Told twice at the same time, or late, it does no harm: no call is issued later than `callSeconds` after the executor
 *   last read that its run holds the lease, but a network may deliver it later.
 * - It rejects with `Refused` when trying again cannot help; with any other error (throttled, unreachable, timed out) when
 *   it may: the executor then calls again until the step's timeout.
 * - Calls that take an `epoch` refuse, with `StaleEpoch`, an epoch older than the one that they know to have acted.
 */
export interface FailoverPorts {
  lease: LeasePort;
  journal: JournalPort;
  database: DatabasePort;
  watermarks: WatermarksPort;
  capacity: CapacityPort;
  fencing: FencingPort;
  routes: RoutesPort;
  edge: EdgePort;
  probes: ProbesPort;
  notifications: NotificationsPort;
  clock: Clock;
}

/** The call cannot succeed however often it is tried; the message says why and what to do. */
export class Refused extends Error {
  override name = "Refused";
}

/**
 * The caller lacks a permission. It may be missing for a moment only (a policy that is being replaced, IAM that has not propagated), so
 * that the call is repeated until the step's timeout; the message names the permission.
 */
export class Denied extends Error {
  override name = "Denied";
}

/** The application does not implement an optional request. */
export class NotImplemented extends Error {
  override name = "NotImplemented";
}

/** A later epoch has acted: the caller of this one must stop. */
export class StaleEpoch extends Refused {
  override name = "StaleEpoch";
}

/** The lease is not, or no longer, what the conditional write expected. Read it again. */
export class LeaseConflict extends Error {
  override name = "LeaseConflict";
}

export interface LeasePort {
  /**
   * The lease, by a strongly consistent read; `renewedAt` comes from the active region's renewal item.
   * @throws Refused when there is no lease (nothing was deployed)
   */
  read(): Promise<Lease>;
  /**
   * Puts `next` in place of `expected`, if epoch, active, writes and run still are those of `expected`; `renewedAt` is not
   * written. After a lost reply the second call rejects: the caller reads, and finds `next`.
   * @throws LeaseConflict when the condition does not hold
   */
  replace(expected: Lease, next: Lease): Promise<void>;
}

export interface JournalPort {
  /** Writes the plan under its run, before anything is touched. Writing the same plan again is no error. */
  begin(plan: Plan): Promise<void>;
  /** Writes one entry under (run, step, attempt, state). */
  append(entry: JournalEntry): Promise<void>;
  /** The run with all its entries, by a strongly consistent read, in any order; null when unknown. */
  read(run: string): Promise<{ plan: Plan; entries: JournalEntry[] } | null>;
}

/** Replication lag as the service measures it. Shown, never evaluated. */
export interface Lag {
  /** Seconds; -1 when unknown (on RDS: replication is not active). */
  seconds: number;
  /** When it was measured, in milliseconds since 1970. */
  measuredAt: number;
}

export interface DatabaseState {
  /** Identity of the very instance, changed by a rebuild (on RDS: DbiResourceId). */
  id: string;
  /** "promoting" from the moment a promotion was accepted until it is complete, or given up and a replica again. */
  role: "primary" | "replica" | "promoting";
  /** The region that it replicates from; null unless a replica. */
  source: string | null;
  /** Null unless a replica; null too when it could not be measured. */
  lag: Lag | null;
}

export interface DatabasePort {
  /**
   * The region's database, as now, never from a cache.
   * @throws Refused when the region has none
   */
  describe(region: string): Promise<DatabaseState>;
  /**
   * Starts the promotion of the region's replica, and returns. Irreversible. No error when it is promoting or primary already.
   * @throws Refused when the region's database is not the one of this id
   */
  promote(target: { region: string; id: string; epoch: number }): Promise<void>;
  /** Commits `marker` to the region's database itself; rejects when it takes no writes. Not subject to the lease. */
  write(region: string, marker: string): Promise<void>;
  /**
   * Whether everything that `from` had committed when the call began is on `to`. Called in a switchover, after writes have stopped: a
   * marker that is written to `from` now and read on `to` proves it.
   */
  caughtUp(from: string, to: string): Promise<boolean>;
}

/** Beats that the regions' sentinels recorded, by strongly consistent reads; undefined where nothing was ever recorded. */
export interface WatermarksPort {
  /** The last beat that the region's database acknowledged while the region held the lease. */
  acknowledged(region: string): Promise<Beat | undefined>;
  /** The last beat that the region's replica replayed. */
  replayed(region: string): Promise<ReplayedBeat | undefined>;
}

export interface CapacityPort {
  /** Asks for the region's serving capacity (never for less than it has), and says whether it is up and healthy. */
  raise(region: string, epoch: number): Promise<{ ready: boolean; detail: string }>;
  /** Puts a rehearsed standby back to what it was before `raise`. No error when it was never raised. */
  restore(region: string, epoch: number): Promise<void>;
}

export interface FencingPort {
  /** Closes the path to the region's database from outside the region; resolves when that is confirmed. */
  fence(region: string, epoch: number): Promise<void>;
  /** Opens the path again. No error when the region was not fenced. */
  release(region: string, epoch: number): Promise<void>;
}

export interface RoutesPort {
  /** The region that the storage access point sends everything to; null when it sends to several. */
  read(): Promise<string | null>;
  /** Sends all to the region, through a control-plane endpoint outside `avoid`. Takes effect in up to two minutes. */
  switchTo(region: string, avoid: string, epoch: number): Promise<void>;
}

export interface EdgePort {
  /** What the store holds; null when the key is absent or malformed. */
  read(): Promise<EdgeState | null>;
  /**
   * Puts the state into the store with the store's ETag as a condition, if `mayReplace` (edge-state.ts) allows it over what
   * the store holds. Edges follow within seconds, without a bound.
   * @throws StaleEpoch when `mayReplace` does not allow it
   */
  write(state: EdgeState): Promise<void>;
}

/** Where a probe goes: through the edge as any client does, or to one region's load balancer. */
export type ProbeVia = "edge" | { region: string };

export interface ProbesPort {
  /** A real write of `marker` through the application. Resolves with the region that took it; rejects when none did. */
  write(via: ProbeVia, marker: string): Promise<{ region: string }>;
  /** A read through the application: the newest marker written by `write`, null when there is none, and who answered. */
  read(via: ProbeVia): Promise<{ region: string; marker: string | null }>;
}

export interface NotificationsPort {
  /** Tells people. Best effort; `key` lets a receiver drop repeats. */
  notify(message: { key: string; subject: string; text: string }): Promise<void>;
}

export interface Clock {
  /** Wall clock, milliseconds since 1970: for journals and for the age of measurements, never for the lease. */
  now(): number;
  /** Milliseconds of a clock that never goes back nor jumps. */
  monotonic(): number;
  sleep(milliseconds: number): Promise<void>;
  /** Calls `run` after the time, unless what it gives is called before. */
  after(milliseconds: number, run: () => void): () => void;
}
