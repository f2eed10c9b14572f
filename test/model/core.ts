/** What of the failover the model drives: one entry, so that a mutated build can stand in for it whole. */
export { UserError } from "../../errors";
export { mayReplace } from "../../failover/protocol/edge-state";
export { permits, retimed, sameLease } from "../../failover/protocol/lease";
export { Denied, LeaseConflict, Refused, StaleEpoch } from "../../failover/protocol/ports";
export { execute } from "../../failover/run/execute";
export { finished, planRun } from "../../failover/run/plan";
export { reconcile } from "../../failover/run/reconcile";
