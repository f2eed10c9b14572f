import { waitSeconds } from "../../failover/protocol/lease";
import type { StepName } from "../../failover/protocol/types";
import { STEPS } from "../../failover/steps";
import type { RecoverySettings } from "./settings";

/** Duration of a step, in seconds: the least that the configuration allows and the most before the machine gives up. */
export interface Estimate {
  readonly low: number;
  /** Infinity if there is no upper bound. */
  readonly high: number;
  readonly source: string;
}

/** Shortest promotion, in seconds. AWS: "The promotion process can take several minutes or longer"; "several" is taken as three. */
const PROMOTION_LOW_SECONDS = 180;
const PROMOTION_SOURCE =
  'RDS User Guide, "Working with read replicas": promotion takes "several minutes or longer", taken as at least three';

/**
 * Shortest promotion of an Aurora cluster, in seconds. AWS: "Typically, the chosen secondary cluster assumes the primary role within a few
 * minutes"; "a few" is taken as one at least.
 */
const AURORA_PROMOTION_LOW_SECONDS = 60;
const AURORA_PROMOTION_SOURCE =
  'Aurora User Guide, "Performing managed failovers for Aurora global databases": "typically ... within a few minutes", taken as at least one';
/** Shortest creation of a DB instance, in seconds. AWS documents no duration: an assumption. */
export const INSTANCE_LOW_SECONDS = 300;

/** Longest change of an access point's routes, in seconds. S3 User Guide, MrapFailover: "within about two minutes". */
const ROUTES_HIGH_SECONDS = 120;

/** Time until the loss of the region is detected. */
export function detectionEstimate({ detection }: RecoverySettings): Estimate {
  if (detection === null) {
    return {
      low: 0,
      high: Number.POSITIVE_INFINITY,
      source: "no failure detector is registered: an operator must notice the loss",
    };
  }
  const { probeSeconds, confirmSeconds, alarmSeconds } = detection;
  return {
    low: confirmSeconds,
    high: probeSeconds + confirmSeconds + Math.max(probeSeconds, alarmSeconds),
    source: `a probe every ${probeSeconds} s, confirmed for ${confirmSeconds} s by independent evidence, then the next probe or the alarm's ${alarmSeconds} s`,
  };
}

/** Time until an operator or the failure detector decides to fail over. */
export function decisionEstimate({ trigger, decisionMinutes }: RecoverySettings): Estimate {
  if (trigger === "automatic") return { low: 0, high: 0, source: "trigger: automatic: the failure detector decides" };
  const seconds = decisionMinutes * 60;
  return { low: seconds, high: seconds, source: "trigger: manual: objective.decisionMinutes of the configuration" };
}

/** Duration of a step of the failover machine. No step takes longer than its timeout. */
export function stepEstimate(step: StepName, settings: RecoverySettings): Estimate {
  const { timeoutSeconds } = STEPS[step].timing;
  const timeout = `timeout of ${timeoutSeconds} s (failover/steps/${step}.ts)`;
  switch (step) {
    case "expire-lease": {
      const { leaseSeconds, writeSeconds, driftRatio } = settings.lease;
      const wait = waitSeconds(leaseSeconds + writeSeconds, driftRatio);
      return {
        low: wait,
        high: wait,
        source: `the lease's ${leaseSeconds} s and ${writeSeconds} s for a write in flight, with a clock drift of ${driftRatio * 100} % (failover/protocol/lease.ts)`,
      };
    }
    case "promote":
      return promotion(settings, timeoutSeconds, timeout);
    case "raise-capacity": {
      const { launches, healthSeconds, healthyThreshold } = settings.capacity;
      if (launches === 0)
        return {
          low: 0,
          high: STEPS[step].timing.callSeconds,
          source: "the standby already has the active region's size: one call",
        };
      return {
        low: healthSeconds * healthyThreshold,
        high: timeoutSeconds,
        source: `${launches} instances or tasks to launch, each healthy after ${healthyThreshold} checks of ${healthSeconds} s; boot time depends on the image; ${timeout}`,
      };
    }
    case "switch-routes":
      return settings.routes
        ? {
            low: 0,
            high: ROUTES_HIGH_SECONDS,
            source: "S3 User Guide: a route change takes effect within about two minutes",
          }
        : { low: 0, high: 0, source: "no access point is registered" };
    default:
      return { low: 0, high: timeoutSeconds, source: timeout };
  }
}

function promotion({ headless, replication }: RecoverySettings, timeoutSeconds: number, timeout: string): Estimate {
  switch (replication) {
    case "replica":
      return { low: PROMOTION_LOW_SECONDS, high: timeoutSeconds, source: `${PROMOTION_SOURCE}; ${timeout}` };
    case "aurora":
      return headless
        ? {
            low: INSTANCE_LOW_SECONDS + AURORA_PROMOTION_LOW_SECONDS,
            high: timeoutSeconds,
            source: `headless: a DB instance is created first, for which AWS documents no duration, taken as at least five minutes; ${AURORA_PROMOTION_SOURCE}; ${timeout}`,
          }
        : { low: AURORA_PROMOTION_LOW_SECONDS, high: timeoutSeconds, source: `${AURORA_PROMOTION_SOURCE}; ${timeout}` };
    case "backup":
      return {
        low: PROMOTION_LOW_SECONDS,
        high: Number.POSITIVE_INFINITY,
        source:
          "no replica is registered: replicated backups are restored by hand, for which AWS documents no duration",
      };
    case "none":
      return {
        low: Number.POSITIVE_INFINITY,
        high: Number.POSITIVE_INFINITY,
        source: "neither a replica nor replicated backups are registered: the standby does not have the data",
      };
  }
}
