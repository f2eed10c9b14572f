import { CLOCK_SKEW_SECONDS, DEFAULTS, LEASE_PROTOCOL } from "../../config/defaults";
import type { DetectionLimits } from "../../failover/controller/failure-detector";
import type { GateLimits, LeaseTiming, Plan } from "../../failover/protocol/types";
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
  readonly lease: LeaseTiming;
  readonly application: ApplicationKind;
  /** Whether the lease agents close the path to the database; without it, an application that ignores the lease is not held to it. */
  readonly enforcement: boolean;
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

export const DEFAULT_SETTINGS: Omit<DrillSettings, "seed"> = {
  rate: 200,
  writeShare: 0.5,
  // Shorter than the 30 s of a deployment, so that a drill takes one minute.
  lease: { ...LEASE_PROTOCOL, onSilence: DEFAULTS.lease.onSilence, leaseSeconds: 6, renewSeconds: 1, writeSeconds: 2 },
  application: "ignores-lease",
  enforcement: true,
  gate: { maxLossSeconds: 30, clockSkewSeconds: CLOCK_SKEW_SECONDS },
  origin: { connectionAttempts: 2, connectionTimeout: 1, responseTimeout: 4 },
  propagation: { least: 200, most: 2000 },
  degradation: { delayMilliseconds: 3000, breakProbability: 0.25 },
  replicationLatency: 50,
  failureDetector: { intervalSeconds: 1, timeoutSeconds: 2, confirmSeconds: 4, staleSeconds: 10 },
  capacity: { active: 2, standby: 1 },
  steadySeconds: 6,
  timing: TIMING,
};
