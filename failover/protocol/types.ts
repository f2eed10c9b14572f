/**
 * The data types of the failover. They are plain JSON, so that processes, Step Functions executions, the journal and the tests share
 * them.
 */

/** The state in the edge's key-value store; the router function reads it for every request. */
export interface EdgeState {
  /** The region that receives writes; also the id of its origin. */
  active: string;
  /** Epoch of the lease when this was written; it never decreases. */
  epoch: number;
  /** "failover": an origin group of active, then standby; "pinned": the active region only. */
  reads: "failover" | "pinned";
  /** "held": writes are answered with 503 and Retry-After, during a switchover only. */
  writes: "open" | "held";
}

/** The region that may write. One item of the lease table, changed by conditional writes only. */
export interface Lease {
  /** The region that may write once `writes` is open. */
  active: string;
  /** Rises with every change of the lease's holder and never decreases. */
  epoch: number;
  /** "held": nobody may write, because a run is under way. */
  writes: "open" | "held";
  /** The region in which writes were last open: its database has every acknowledged write. */
  lastWriter: string;
  /** Identity of the database that takes writes (RDS: DbiResourceId); null until a controller has recorded it. */
  writer: string | null;
  /** Regions whose database is a former primary: it must not be written to, and it must be rebuilt. */
  quarantined: readonly string[];
  timing: PublishedTiming;
  /** The run that made this epoch; null for the epoch of the first deployment. */
  run: string | null;
  /**
   * When an agent of the active region last renewed, in milliseconds since 1970 by that agent's wall clock; null if none has.
   * Evidence for failure detection only: safety does not depend on it.
   */
  renewedAt: number | null;
  /** The longest lease that an agent of the active region used in this epoch, seconds; absent if none published it. */
  usedLeaseSeconds?: number;
}

/** The timing that the lease item publishes. Agents use what they read here, not their own configuration. */
export interface PublishedTiming {
  /** How long an agent may let writes through after the start of its last good read. */
  leaseSeconds: number;
  /** The longest that a write may take from its check of /writable to its commit, seconds. */
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

/** Timing of the lease. Regions, agents and controllers must agree on it. */
export interface LeaseTiming {
  /** How long an agent may let writes through after the start of its last good read. */
  leaseSeconds: number;
  /** How often an agent reads the lease, and an agent of the active region renews it. */
  renewSeconds: number;
  /** The longest that a write may take from its check of /writable to its commit. */
  writeSeconds: number;
  /** Largest deviation of a monotonic clock's rate, as a ratio. */
  driftRatio: number;
  /** Behaviour of an agent when no lease region answers. */
  onSilence: "refuse" | "serve";
}

/** What a replica must satisfy to be promoted without force. */
export interface GateLimits {
  /** Maximum loss: time between the last replayed beat and the last writer's last sign of life, seconds. */
  maxLossSeconds: number;
  /** How far in the future a beat or renewal may be dated before a clock counts as wrong, seconds. */
  clockSkewSeconds: number;
  /** A region whose database acknowledged a beat within this time is not lost, seconds. */
  aliveSeconds: number;
  /** The interval between two beats of a sentinel, seconds. */
  beatSeconds: number;
}

/** Timing of one step. */
export interface StepTiming {
  /** The longest that one call of the step may take. */
  callSeconds: number;
  /** The pause before the next call while the step is pending, or after a failed call. */
  pollSeconds: number;
  /** After this time the step fails with its last reason. */
  timeoutSeconds: number;
}

/** Request for a run. */
export interface FailoverRequest {
  mode: Mode;
  /** The region to make active, or to rehearse. */
  to: string;
  /** The name of `to` once more, to promote although the gate refuses. The loss that the gate names is accepted. */
  force?: string;
  /** Origin of the request, for the journal: "operator jane", "alarm redoubt-active-down". */
  by: string;
  /**
   * The epoch of the lease for which a failure detector found the loss. The request is refused in any other epoch: another standby may have
   * acquired the lease meanwhile, about which nothing was found. Undefined for an operator's request.
   */
  epoch?: number;
}

/** The fixed part of a run, written to the journal before anything is changed. */
export interface Plan {
  /** Unique and sortable by time. */
  run: string;
  mode: Mode;
  /** The active region when the plan was made. */
  from: string;
  to: string;
  /** The lease from which the plan was made. The run acquires exactly this lease, or none. */
  before: Lease;
  /** The epoch of the run: `before.epoch` + 1, or `before.epoch` in a rehearsal. */
  epoch: number;
  /** Identity of the target's database, so that a delayed call cannot promote a rebuilt one. */
  database: string;
  /** True when the gate's refusal is overruled. */
  forced: boolean;
  by: string;
  /** Milliseconds since 1970. */
  createdAt: number;
  gate: GateLimits;
  /** Time from acquiring the lease until every lease of an earlier epoch has expired, in seconds of the run's monotonic clock. */
  expirySeconds: number;
  /** Overrides of the steps' timing, used by the drill for example. */
  timing: Partial<Record<StepName, Partial<StepTiming>>>;
}

/** One entry of the journal. Its key is run, step, attempt and state, so that a repeated write leaves one entry. */
export interface JournalEntry {
  run: string;
  step: StepName;
  /** From 1; a resumed run repeats a failed step under the next number. */
  attempt: number;
  state: "started" | "done" | "skipped" | "failed";
  /** The lease's epoch before and after the step; they differ in acquire-lease and release-lease only. */
  epochBefore: number;
  epochAfter: number;
  /** Milliseconds since 1970. */
  at: number;
  /** One line: what was done, or why the step was skipped or failed. */
  reason: string;
}

/** Outcome of a run. */
export type Outcome =
  /** All steps of the mode are done; for a rehearsal, they are also rolled back. */
  | "done"
  /** It failed before anything irreversible, and its changes were rolled back. */
  | "rolled-back"
  /** A step failed; the same command resumes the run. */
  | "failed"
  /** A run of a later epoch, or another run, holds the lease. */
  | "superseded";
