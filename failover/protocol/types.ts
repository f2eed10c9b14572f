/**
 * The words of the failover: plain JSON, so that a run goes unchanged through a process, a Step Functions execution,
 * the journal's table and the tests.
 */

/** What the edge's key-value store says under its one key; read by the router function at every request. */
export interface EdgeState {
  /** The region, and origin id, that writes go to. */
  active: string;
  /** The lease's epoch when this was written; never goes back. */
  epoch: number;
  /** "failover": an origin group of active then standby; "pinned": the active region alone. */
  reads: "failover" | "pinned";
  /** "held": writes get 503 with Retry-After, in a switchover only. */
  writes: "open" | "held";
}

/** Who may write. One item of the lease table, changed by conditional writes only. */
export interface Lease {
  /** The region that may write once `writes` is open. */
  active: string;
  /** Goes up by one at every change of hands and never goes back. */
  epoch: number;
  /** "held": nobody may write, a change of hands is under way. */
  writes: "open" | "held";
  /** The region for which writes were last open: its database has every acknowledged write. */
  lastWriter: string;
  /** Identity of the database that takes the writes (RDS: DbiResourceId); null until a controller has recorded it. */
  writer: string | null;
  /** Regions whose database is a former primary: it must not be written to, and it must be rebuilt. */
  quarantined: readonly string[];
  timing: PublishedTiming;
  /** The run that made this epoch; null for the epoch of the first deployment. */
  run: string | null;
  /**
   * When an agent of the active region last renewed, in milliseconds since 1970 by that agent's wall clock; null when it
   * never has. A sign of life and nothing more: no safety rests on it.
   */
  renewedAt: number | null;
  /** The longest lease that an agent of the active region used in this epoch, seconds; absent if none published it. */
  usedLeaseSeconds?: number;
}

/** The timing that the lease item publishes. Agents use what they read here, not their own configuration. */
export interface PublishedTiming {
  /** How long an agent may let writes through after the start of its last good read. */
  leaseSeconds: number;
  /** The longest that a write may take from its check of /writable to its commit. */
  writeSeconds: number;
  /** The largest sum of both since writes were last opened. A run waits for this long, whatever the timing is now. */
  longestSeconds: number;
}

/**
 * failover: the active region is lost. switchover: a change of the active region without loss. rehearse: everything except promotion and
 * traffic, rolled back at the end.
 */
export type Mode = "failover" | "switchover" | "rehearse";

/** A step's name: that of its file in steps/, and of its state in the controller's definition. */
export type StepName =
  | "gate"
  | "acquire-lease"
  | "fence"
  | "release-fence"
  | "hold-writes"
  | "expire-lease"
  | "catch-up"
  | "promote"
  | "raise-capacity"
  | "probe-target"
  | "open-lease"
  | "switch-routes"
  | "switch-edge"
  | "verify"
  | "notify"
  | "release-lease"
  | "unfence"
  | "reopen-edge"
  | "restore-capacity";

/** How the lease is timed. Regions, agents and controllers must agree on it. */
export interface LeaseTiming {
  /** How long an agent may let writes through after the start of its last good read. */
  leaseSeconds: number;
  /** How often an agent reads, and an active region's agent renews. */
  renewSeconds: number;
  /** The longest that a write may take from its look at /writable to its commit. */
  writeSeconds: number;
  /** By how much, as a ratio, a monotonic clock's rate may depart from true. */
  driftRatio: number;
  /** What an agent does when no lease region answers. */
  onSilence: "refuse" | "serve";
}

/** What a replica must satisfy to be promoted without force. */
export interface GateLimits {
  /** The most that may be lost: time from the last writer's last sign of life back to the last replayed beat, seconds. */
  maxLossSeconds: number;
  /** How far in the future a beat or renewal may be dated before it counts as a wrong clock, seconds. */
  clockSkewSeconds: number;
}

/** How one step is driven. */
export interface StepTiming {
  /** The longest that one call of the step may take. */
  callSeconds: number;
  /** The pause before it is called again while it is pending, or after a call that failed. */
  pollSeconds: number;
  /** After this long the step has failed, with its last reason. */
  timeoutSeconds: number;
}

/** What a run is asked to do. */
export interface FailoverRequest {
  mode: Mode;
  /** The region to make active (rehearse: the one to rehearse). */
  to: string;
  /** The name of `to`, typed once more, to promote although the gate refuses: the loss that it names is accepted. */
  force?: string;
  /** Who asks, for the journal: "operator jane", "alarm redoubt-active-down". */
  by: string;
}

/** A run's fixed part, written to the journal before anything is touched. */
export interface Plan {
  /** Unique and sortable by time. */
  run: string;
  mode: Mode;
  /** The region that the lease named when the plan was made. */
  from: string;
  to: string;
  /** The lease that the plan was made from: the run takes it from exactly this one, or not at all. */
  before: Lease;
  /** The epoch that the run takes: before.epoch + 1, or before.epoch in a rehearsal. */
  epoch: number;
  /** The identity of the target's database, so that a late call cannot promote a rebuilt one. */
  database: string;
  /** True when the gate's refusal is overruled by name. */
  forced: boolean;
  by: string;
  /** Milliseconds since 1970. */
  createdAt: number;
  gate: GateLimits;
  /** How long after taking the lease every lease of an earlier epoch has run out, in seconds of the taker's monotonic clock. */
  expirySeconds: number;
  /** Departures from the steps' own timing, such as the drill's. */
  timing: Partial<Record<StepName, Partial<StepTiming>>>;
}

/** One line of the journal. Keyed by run, step, attempt and state: writing it twice leaves one. */
export interface JournalEntry {
  run: string;
  step: StepName;
  /** From 1; a step that failed and is tried again by a resumed run gets the next number. */
  attempt: number;
  state: "started" | "done" | "skipped" | "failed";
  /** The lease's epoch before the step and after it; equal in all steps but acquire-lease and release-lease. */
  epochBefore: number;
  epochAfter: number;
  /** Milliseconds since 1970. */
  at: number;
  /** One line: what was done, why it was skipped, why it failed. */
  reason: string;
}

/** How a run ended. */
export type Outcome =
  /** All that the mode asks for was done; of a rehearsal, also that it was put back. */
  | "done"
  /** It failed before anything irreversible, and what it had changed was put back. */
  | "rolled-back"
  /** A step failed; running the same command again resumes. */
  | "failed"
  /** A run of a later epoch, or another run, holds the lease. */
  | "superseded";
