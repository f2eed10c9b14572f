/** The sources that the model drives: one entry, so that a build with a mutation can replace all of them. */
export { UserError } from "../../errors";
export { Endpoints } from "../../failover/adapters/aws/endpoints";
export { markerArrives } from "../../failover/adapters/markers";
export { detectionRound } from "../../failover/controller/detection-round";
export { observe } from "../../failover/controller/failure-detector";
export { completeMove, moveLease } from "../../failover/lease-move/move";
export { mayReplace } from "../../failover/protocol/edge-state";
export { permits, retimed, sameLease } from "../../failover/protocol/lease";
export {
  Denied,
  InvalidCredentials,
  keepsWrites,
  LeaseConflict,
  Refused,
  StaleEpoch,
} from "../../failover/protocol/ports";
export { withFailedAttempt } from "../../failover/protocol/watermarks";
export { execute } from "../../failover/run/execute";
export { finished, planRun } from "../../failover/run/plan";
export { reconcile } from "../../failover/run/reconcile";
