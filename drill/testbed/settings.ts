import { ALIVE_SECONDS, BEAT_SECONDS, CLOCK_SKEW_SECONDS, DEFAULTS, LEASE_PROTOCOL } from "../../config/defaults";
import { CONFIRM_SECONDS, type DetectionLimits, STALE_SECONDS } from "../../failover/controller/failure-detector";
import type { GateLimits, LeaseTiming, Plan } from "../../failover/protocol/types";
import { COMPUTE_KINDS, type ComputeKind } from "./compute-kind";
import { DATABASE_KINDS, type DatabaseKind } from "./database-kind";
import type { Propagation } from "./edge/key-value-store";
import type { OriginSettings } from "./edge/origin";
import type { Degradation } from "./network/link";
import type { ApplicationKind } from "./region/application-program";

/** The settings of a drill. All of them are part of the result. */
export interface DrillSettings {
  /** Seed of all random choices: load, delays and broken connections. */
  readonly seed: number;
  /** Requests a second, reads and writes together. */
  readonly rate: number;
  /** Share of writes among the requests, 0 to 1. */
  readonly writeShare: number;
  /** The kind of database, of which only the failover's port differs. */
  readonly database: DatabaseKind;
  readonly lease: LeaseTiming;
  readonly application: ApplicationKind;
  /** What runs the application: instances whose lease agent closes the path to the database, or tasks that end with their lease agent. */
  readonly compute: ComputeKind;
  /** Whether the lease agents close the path to the database; without it, an application that ignores the lease is not held to it. */
  readonly enforcement: boolean;
  /** Interval between two beats of a sentinel, seconds. */
  readonly beatSeconds: number;
  /** Interval of a controller's corrections of fences, capacity, routes and quarantine, seconds. */
  readonly reconcileSeconds: number;
  readonly gate: GateLimits;
  readonly origin: OriginSettings;
  readonly propagation: Propagation;
  readonly degradation: Degradation;
  /** Latency of each replication message, milliseconds. Acknowledged writes that have not arrived can be lost. */
  readonly replicationLatency: number;
  readonly failureDetector: FailureDetectorSettings;
  /** Number of instances in the active role, and in the standby role before its capacity is raised. */
  readonly capacity: { readonly active: number; readonly standby: number };
  /** Seconds of load before the fault and after each recovery. */
  readonly steadySeconds: number;
  /** The polling of the failover's steps. */
  readonly timing: Plan["timing"];
}

/** How the sites probe the active region. */
export interface FailureDetectorSettings extends DetectionLimits {
  /** Interval between two probes of a site, seconds. */
  readonly intervalSeconds: number;
  /** Time limit of a probe, seconds. */
  readonly timeoutSeconds: number;
}

/** Steps that are polled more often than on AWS: a local promotion takes a second, so a poll every 10 s would dominate. */
const POLLED = [
  "gate",
  "acquire-lease",
  "catch-up",
  "promote",
  "raise-capacity",
  "switch-routes",
  "switch-edge",
  "verify",
] as const;
const TIMING: Plan["timing"] = {
  ...Object.fromEntries(POLLED.map((step) => [step, { pollSeconds: 0.3 }])),
  // Runs beside the wait for the lease's expiry, which is shorter than on AWS.
  fence: { callSeconds: 2, pollSeconds: 0.5, timeoutSeconds: 4 },
};

/** The drill's times as a share of the deployed ones: leases, renewals, beats, detection and the gate's limit keep their proportions. */
const TIME_SCALE = 1 / 5;
/** Controllers probe and reconcile once a minute (components/failover/minute-schedule.ts). */
const SCHEDULE_SECONDS = 60;
/** The longest that a probe takes (failover/adapters/application.ts). */
const PROBE_SECONDS = 8;

export const DEFAULT_SETTINGS: Omit<DrillSettings, "seed"> = {
  rate: 200,
  writeShare: 0.5,
  database: DATABASE_KINDS[0],
  lease: {
    onSilence: DEFAULTS.lease.onSilence,
    driftRatio: LEASE_PROTOCOL.driftRatio,
    leaseSeconds: DEFAULTS.lease.seconds * TIME_SCALE,
    renewSeconds: LEASE_PROTOCOL.renewSeconds * TIME_SCALE,
    writeSeconds: LEASE_PROTOCOL.writeSeconds * TIME_SCALE,
  },
  application: "ignores-lease",
  compute: COMPUTE_KINDS[0],
  enforcement: true,
  beatSeconds: BEAT_SECONDS * TIME_SCALE,
  reconcileSeconds: SCHEDULE_SECONDS * TIME_SCALE,
  gate: {
    maxLossSeconds: DEFAULTS.database.lagLimitSeconds * TIME_SCALE,
    clockSkewSeconds: CLOCK_SKEW_SECONDS * TIME_SCALE,
    aliveSeconds: ALIVE_SECONDS * TIME_SCALE,
    beatSeconds: BEAT_SECONDS * TIME_SCALE,
  },
  origin: { connectionAttempts: 2, connectionTimeout: 1, responseTimeout: 4 },
  propagation: { least: 200, most: 2000 },
  degradation: { delayMilliseconds: 3000, breakProbability: 0.25 },
  replicationLatency: 50,
  failureDetector: {
    intervalSeconds: SCHEDULE_SECONDS * TIME_SCALE,
    timeoutSeconds: PROBE_SECONDS * TIME_SCALE,
    confirmSeconds: CONFIRM_SECONDS * TIME_SCALE,
    staleSeconds: STALE_SECONDS * TIME_SCALE,
  },
  capacity: { active: 2, standby: 1 },
  steadySeconds: 6,
  timing: TIMING,
};
