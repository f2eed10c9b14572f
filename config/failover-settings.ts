import type { FailoverSettings } from "../failover/run/plan";
import { ALIVE_SECONDS, BEAT_SECONDS, CLOCK_SKEW_SECONDS, LEASE_PROTOCOL } from "./defaults";
import type { RedoubtConfig } from "./parse";

/** The failover's settings, identical for every controller and for the command line. */
export function failoverSettings({
  lease,
  database,
}: {
  readonly lease: RedoubtConfig["lease"];
  readonly database: Pick<RedoubtConfig["database"], "lagLimitSeconds">;
}): FailoverSettings {
  return {
    lease: { ...LEASE_PROTOCOL, leaseSeconds: lease.seconds, onSilence: lease.onSilence },
    gate: {
      maxLossSeconds: database.lagLimitSeconds,
      clockSkewSeconds: CLOCK_SKEW_SECONDS,
      aliveSeconds: ALIVE_SECONDS,
      beatSeconds: BEAT_SECONDS,
    },
  };
}
