/** What of the failover the model drives: one entry, so that a mutated build can stand in for it whole. */
export { UserError } from "../../errors";
export { mayReplace } from "../../failover/edge-state";
export { execute } from "../../failover/execute";
export { DEFAULT_LEASE_TIMING, permits, sameLease } from "../../failover/lease";
export { DEFAULT_GATE_LIMITS, finished, planRun } from "../../failover/plan";
export { LeaseConflict, Refused, StaleEpoch } from "../../failover/ports";
