import { STEPS } from "../../failover/protocol/flow";
import { expirySeconds } from "../../failover/protocol/lease";
import type { StepName } from "../../failover/protocol/types";
import type { RecoverySettings } from "./settings";

/** How long one step takes: what the configuration forces at least, and what it is given at most. Seconds. */
export interface Estimate {
  readonly low: number;
  /** Infinity where nothing bounds it. */
  readonly high: number;
  readonly source: string;
}

/** AWS: "The promotion process can take several minutes or longer"; several is read as three at least, in seconds. */
const promotionLow = 180;
const promotionSource =
  'RDS User Guide, "Working with read replicas": promotion takes "several minutes or longer", read as three at least';

/** S3 User Guide, MrapFailover: a change of an access point's routes takes effect within about two minutes, in seconds. */
const routesHigh = 120;

/** How long it takes until the loss is known. */
export function detectionEstimate({ detection }: RecoverySettings): Estimate {
  if (detection === null) {
    return {
      low: 0,
      high: Number.POSITIVE_INFINITY,
      source: "nothing registered watches the active region: people must notice",
    };
  }
  const { probeSeconds, confirmSeconds, alarmSeconds } = detection;
  return {
    low: confirmSeconds,
    high: probeSeconds + confirmSeconds + Math.max(probeSeconds, alarmSeconds),
    source: `a probe every ${probeSeconds} s, confirmed for ${confirmSeconds} s by a quorum of witnesses, then the next look or the alarm's ${alarmSeconds} s`,
  };
}

/** How long it takes until somebody, or the quorum, says go. */
export function decisionEstimate({ trigger, decisionMinutes }: RecoverySettings): Estimate {
  if (trigger === "automatic") return { low: 0, high: 0, source: "trigger: automatic: the quorum decides" };
  const seconds = decisionMinutes * 60;
  return { low: seconds, high: seconds, source: "trigger: manual; objective.decisionMinutes of the configuration" };
}

/** A step of the failover machine. No step takes longer than its timeout: the machine gives up then. */
export function stepEstimate(step: StepName, settings: RecoverySettings): Estimate {
  const { timeoutSeconds } = STEPS[step].timing;
  const timeout = `given up after ${timeoutSeconds} s (failover/flow.ts)`;
  switch (step) {
    case "expire-lease": {
      const wait = expirySeconds(settings.lease);
      const { leaseSeconds, writeSeconds, driftRatio } = settings.lease;
      return {
        low: wait,
        high: wait,
        source: `the lease's ${leaseSeconds} s and ${writeSeconds} s for a write under way, with clocks ${driftRatio * 100} % apart (failover/lease.ts)`,
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
          source: "the standby has the active region's size: one call",
        };
      return {
        low: healthSeconds * healthyThreshold,
        high: timeoutSeconds,
        source: `${launches} instances to launch, each healthy after ${healthyThreshold} checks of ${healthSeconds} s; boot time is the image's; ${timeout}`,
      };
    }
    case "switch-routes":
      return settings.routes
        ? { low: 0, high: routesHigh, source: "S3 User Guide: a route change takes effect within about two minutes" }
        : { low: 0, high: 0, source: "no access point is registered" };
    default:
      return { low: 0, high: timeoutSeconds, source: timeout };
  }
}

function promotion({ replication }: RecoverySettings, timeoutSeconds: number, timeout: string): Estimate {
  switch (replication) {
    case "replica":
      return { low: promotionLow, high: timeoutSeconds, source: `${promotionSource}; ${timeout}` };
    case "backup":
      return {
        low: promotionLow,
        high: Number.POSITIVE_INFINITY,
        source: "no replica is registered: a restore from replicated backups by hand, for which AWS names no time",
      };
    case "none":
      return {
        low: Number.POSITIVE_INFINITY,
        high: Number.POSITIVE_INFINITY,
        source: "neither a replica nor replicated backups are registered: the data is not in the standby",
      };
  }
}
