import type { FailoverSettings } from "../failover/run/plan";
import { LEASE_PROTOCOL, STALE_LAG_SECONDS } from "./defaults";
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
    gate: { maxLagSeconds: database.lagLimitSeconds, staleSeconds: STALE_LAG_SECONDS },
  };
}
