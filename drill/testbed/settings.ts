import { DEFAULTS, LEASE_PROTOCOL } from "../../config/defaults";
import type { DetectionLimits } from "../../failover/controller/failure-detector";
import type { GateLimits, LeaseTiming, Plan } from "../../failover/protocol/types";
import type { Propagation } from "./edge/key-value-store";
import type { OriginSettings } from "./edge/origin";
import type { Sickness } from "./network/link";

/** What a drill is played with; all of it is printed, and stands in the report. */
export interface DrillSettings {
  /** Draws the load, the delays and what breaks; the same seed draws the same. */
  readonly seed: number;
  /** Requests a second, reads and writes together. */
  readonly rate: number;
  /** The share of the requests that write, 0 to 1. */
  readonly writeShare: number;
  readonly lease: LeaseTiming;
  readonly gate: GateLimits;
  readonly origin: OriginSettings;
  readonly propagation: Propagation;
  readonly sickness: Sickness;
  /** How long each message of the replication is under way, milliseconds: what was acknowledged and not sent can be lost. */
  readonly replicationLatency: number;
  readonly watch: WatchSettings;
  /** How many instances serve in the active role, and in the standby's before it is raised. */
  readonly capacity: { readonly active: number; readonly standby: number };
  /** Seconds of load before the blow, and after each recovery. */
  readonly calmSeconds: number;
  /** How the machine's steps are polled here. */
  readonly timing: Plan["timing"];
}

/** How the active region is watched. */
export interface WatchSettings extends DetectionLimits {
  /** Between two probes of a site, seconds. */
  readonly intervalSeconds: number;
  /** The longest that a probe may take, seconds. */
  readonly timeoutSeconds: number;
}

/** A local promotion takes a second: a poll every ten, as on AWS, would be all that is measured. */
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
  // Side by side with waiting for the lease, which is shorter here.
  fence: { callSeconds: 2, pollSeconds: 0.5, timeoutSeconds: 4 },
};

export const DEFAULT_SETTINGS: Omit<DrillSettings, "seed"> = {
  rate: 200,
  writeShare: 0.5,
  // Shorter than the 30 s of a deployment, so that a drill takes a minute.
  lease: { ...LEASE_PROTOCOL, onSilence: DEFAULTS.lease.onSilence, leaseSeconds: 6, renewSeconds: 1, writeSeconds: 2 },
  gate: { maxLagSeconds: 30, staleSeconds: 60 },
  origin: { connectionAttempts: 2, connectionTimeout: 1, responseTimeout: 4 },
  propagation: { least: 200, most: 2000 },
  sickness: { delayMilliseconds: 3000, breakProbability: 0.25 },
  replicationLatency: 50,
  watch: { intervalSeconds: 1, timeoutSeconds: 2, confirmSeconds: 4, staleSeconds: 10 },
  capacity: { active: 2, standby: 1 },
  calmSeconds: 6,
  timing: TIMING,
};
