import type { EdgeState, JournalEntry, Lease, Plan } from "./types";
import type { AcknowledgedBeat, ReplayedBeat } from "./watermarks";

/**
 * Everything that a failover calls. Through these ports the same machine runs against AWS, against the drill's local regions and
 * against the model in the tests.
 *
 * For every call:
 * - It returns promptly or rejects: starting a long operation and reading its progress are two calls. The executor abandons
 *   a call after its step's `callSeconds`, and treats its outcome as unknown.
 * - It is idempotent: repeated with the same arguments, also concurrently from two processes or after a lost reply, it has the
 *   effect of one call.
 * - Delivered twice, or late, it does no harm: no call is issued later than `callSeconds` after the executor last read that
 *   its run holds the lease, but the network may deliver it later.
 * - It rejects with `Refused` when a repetition cannot help, and with any other error (throttled, unreachable, timed out) when
 *   it may: the executor then repeats the call until the step's timeout.
 * - Calls that take an `epoch` reject an older epoch than the newest one that acted, with `StaleEpoch`.
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

/** The call cannot succeed, however often it is repeated; the message has the reason and the fix. */
export class Refused extends Error {
  override name = "Refused";
}

/**
 * The caller lacks a permission. It may be missing only briefly (a policy that is being replaced, a change that IAM has not propagated),
 * so the call is repeated until the step's timeout. The message names the permission.
 */
export class Denied extends Error {
  override name = "Denied";
}

/**
 * The caller's credentials are missing, wrong or expired: no endpoint is at fault, and no other one changes it. They may be renewed
 * while a run is under way, so that the call is repeated until the step's timeout.
 */
export class InvalidCredentials extends Error {
  override name = "InvalidCredentials";

  constructor(cause: Error) {
    super(
      `credentials: ${cause.name}: ${cause.message}; sign in again or renew the keys, then run the same command again`,
    );
  }
}

/** The application does not implement an optional request. */
export class NotImplemented extends Error {
  override name = "NotImplemented";
}

/** A later epoch has acted: the caller must stop. */
export class StaleEpoch extends Refused {
  override name = "StaleEpoch";
}

/** The lease is not what the conditional write expected. Read it again. */
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
   * Replaces `expected` by `next`, if the stored lease still equals `expected`; `renewedAt` is not written. After a lost reply the
   * second call rejects: the caller reads again and gets `next`.
   * @throws LeaseConflict when the condition does not hold
   */
  replace(expected: Lease, next: Lease): Promise<void>;
  /**
   * Completes a move of the lease to another table that was interrupted (lease-move/). Repeated calls have no further effect.
   * @returns whether there was one
   */
  completeMove(): Promise<boolean>;
}

export interface JournalPort {
  /** Writes the plan under its run, before anything is changed. Writing the same plan again is no error. */
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
  /** Identity of the instance or cluster, which a rebuild changes (DbiResourceId, DbClusterResourceId). */
  id: string;
  /**
   * "promoting" from when a promotion was accepted until it is complete, or was abandoned by the service. On Aurora, "demoting" is a primary
   * that a change in progress replaces, and "rejoining" a former primary that the service turns into a replica.
   */
  role: "primary" | "replica" | "promoting" | "demoting" | "rejoining";
  /** The region that it replicates from; null if it is not a replica. */
  source: string | null;
  /** Null if it is not a replica, or the lag could not be measured. */
  lag: Lag | null;
}

/**
 * Whether a database of this role keeps a write that it takes. A former primary of an Aurora Global Database may take writes until it is a
 * secondary, and a primary until a change in progress replaces it: Aurora discards them.
 */
export function keepsWrites(role: DatabaseState["role"]): boolean {
  return role === "primary" || role === "promoting";
}

/** What a promotion is requested for. */
export interface PromotionTarget {
  readonly region: string;
  readonly id: string;
  readonly epoch: number;
  /** Aurora changes the roles without a loss in a switchover, and with the loss of what was not replicated in a failover. */
  readonly mode: "failover" | "switchover";
  /** The region that the database must follow; undefined if the loss of any was accepted. Only Aurora lets a replica follow another one. */
  readonly source?: string;
}

export interface DatabasePort {
  /**
   * The current state of the region's database, never from a cache.
   * @throws Refused when the region has none
   */
  describe(region: string): Promise<DatabaseState>;
  /**
   * Starts the promotion of the region's replica. Irreversible. No error when it is promoting or primary already.
   * @throws Refused when the region's database has another id
   */
  promote(target: PromotionTarget): Promise<void>;
  /** Commits `marker` directly to the region's database; rejects when it takes no writes. Not subject to the lease. */
  write(region: string, marker: string): Promise<void>;
  /**
   * Whether `to` has everything that `from` had committed when the call began. Called in a switchover, after writes have stopped:
   * a marker that is written to `from` now and read on `to` proves it.
   */
  caughtUp(from: string, to: string): Promise<boolean>;
}

/** Signs of life in the lease table, read with strong consistency; undefined if none was recorded. */
export interface WatermarksPort {
  /** The last beat that the region's database acknowledged while the region held the lease, and the attempts that failed after it. */
  acknowledged(region: string): Promise<AcknowledgedBeat | undefined>;
  /** The last beat that the region's replica replayed. */
  replayed(region: string): Promise<ReplayedBeat | undefined>;
  /** When an agent of the region last renewed the lease, in any epoch, milliseconds since 1970. */
  renewedAt(region: string): Promise<number | undefined>;
}

export interface CapacityPort {
  /** Requests the region's capacity of the active role, never less than it has. `ready` when that capacity is healthy. */
  raise(region: string, epoch: number): Promise<{ ready: boolean; detail: string }>;
  /** Restores the sizes from before `raise`, after a rehearsal. No error when they were never raised. */
  restore(region: string, epoch: number): Promise<void>;
}

export interface FencingPort {
  /** Closes the path to the region's database from outside the region; resolves when that is confirmed. */
  fence(region: string, epoch: number): Promise<void>;
  /** Opens the path again. No error when the region was not fenced. */
  release(region: string, epoch: number): Promise<void>;
}

export interface RoutesPort {
  /** The region to which the storage access point routes all requests; null when it routes to several. */
  read(): Promise<string | null>;
  /** Routes all requests to the region, through a control-plane endpoint outside `avoid`. Takes up to two minutes. */
  switchTo(region: string, avoid: string, epoch: number): Promise<void>;
}

export interface EdgePort {
  /** The stored state; null when the key is absent or malformed. */
  read(): Promise<EdgeState | null>;
  /**
   * Writes the state on the condition of the store's ETag, if `mayReplace` (edge-state.ts) allows it. Edge locations follow within
   * seconds; AWS documents no bound.
   * @throws StaleEpoch when `mayReplace` does not allow it
   */
  write(state: EdgeState): Promise<void>;
}

/** Target of a probe: the edge, as for any client, or one region's load balancer. */
export type ProbeVia = "edge" | { region: string };

export interface ProbesPort {
  /** Writes `marker` through the application. Resolves with the region that committed it; rejects when none did. */
  write(via: ProbeVia, marker: string): Promise<{ region: string }>;
  /** Reads through the application: the newest marker written by `write`, or null, and the region that answered. */
  read(via: ProbeVia): Promise<{ region: string; marker: string | null }>;
}

export interface NotificationsPort {
  /** Publishes a notification. Best effort; receivers discard repetitions by `key`. */
  notify(message: { key: string; subject: string; text: string }): Promise<void>;
}

export interface Clock {
  /** Wall clock, milliseconds since 1970: for journals and for the age of measurements, never for the lease. */
  now(): number;
  /** Milliseconds of a monotonic clock. */
  monotonic(): number;
  sleep(milliseconds: number): Promise<void>;
  /** Calls `run` after the time, unless the returned function is called before. */
  after(milliseconds: number, run: () => void): () => void;
}
