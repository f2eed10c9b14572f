import { DEFAULTS } from "../../config/defaults";
import { failoverSettings } from "../../config/failover-settings";
import type { Plan } from "../../failover/protocol/types";
import type { FailoverSettings } from "../../failover/run/plan";
import { CALL_SECONDS } from "./process";

/** The settings of runs: as deployed, with shorter polls and timeouts. */
export function quickSettings(leaseSeconds: number = DEFAULTS.lease.seconds): FailoverSettings {
  const defaults = failoverSettings(DEFAULTS);
  return { ...defaults, lease: { ...defaults.lease, leaseSeconds }, timing: quick() };
}

/** Shorter polls and timeouts than on AWS: the order of events is tested, not their number. */
function quick(): Plan["timing"] {
  const call = { callSeconds: CALL_SECONDS, pollSeconds: 4 };
  return {
    gate: { ...call, timeoutSeconds: 20 },
    "acquire-lease": call,
    "catch-up": { ...call, timeoutSeconds: 40 },
    promote: { ...call, timeoutSeconds: 180 },
    "raise-capacity": { ...call, timeoutSeconds: 300 },
    "probe-target": call,
    "switch-routes": { ...call, timeoutSeconds: 60 },
    "switch-edge": { ...call, timeoutSeconds: 60 },
    verify: { ...call, timeoutSeconds: 120 },
  };
}
