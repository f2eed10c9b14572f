import { startExecution } from "../adapters/aws/executions";
import type { FailoverRequest } from "../protocol/types";
import { systemClock } from "../run/system-clock";
import { evaluateFailureDetector, observe, readObservation } from "./failure-detector";
import { METRIC, metricDimensions } from "./metric";
import { observer } from "./observe";

/**
 * The failure detector of a standby: probes the active region and evaluates all evidence. The verdict is logged as the alarm's metric. With
 * an automatic trigger it starts a failover, at most one per epoch, and only if the standby itself answers.
 */
export async function detect() {
  const { site: home, leaseTableName, lease: port, parts, watermarks } = observer();
  const { REDOUBT_OTHER_SITE = "", REDOUBT_STATE_MACHINE: stateMachine } = process.env;
  const lease = await port.read();
  if (lease.active === home) return { lost: false, reason: `${home} is active itself`, started: false };
  const own = await observe(parts, lease, home);
  const other = await readObservation(parts.table, REDOUBT_OTHER_SITE);
  const acknowledged = await watermarks.acknowledged(lease.active);
  const observations = other ? [own, other] : [own];
  const verdict = evaluateFailureDetector(lease, observations, acknowledged, systemClock.now());
  logMetric(leaseTableName, home, verdict.lost);
  if (!verdict.lost || stateMachine === undefined) return { ...verdict, started: false };
  if (!(await parts.application.answers(home))) {
    return { lost: true, reason: `${verdict.reason}; but ${home} does not answer either`, started: false };
  }
  const request: FailoverRequest = { mode: "failover", to: home, by: `failure detector of ${home}: ${verdict.reason}` };
  // Named by the epoch, so that an epoch's automatic failover is started once.
  return { ...verdict, started: await startExecution(stateMachine, `automatic-epoch-${lease.epoch}`, request) };
}

/** CloudWatch's embedded metric format: the log line is the metric, without a call that could fail. */
function logMetric(leaseTableName: string, home: string, lost: boolean): void {
  const dimensions = metricDimensions(leaseTableName, home);
  const metric = {
    Namespace: METRIC.namespace,
    Dimensions: [Object.keys(dimensions)],
    Metrics: [{ Name: METRIC.name }],
  };
  const document = {
    _aws: { Timestamp: systemClock.now(), CloudWatchMetrics: [metric] },
    ...dimensions,
    [METRIC.name]: Number(lost),
  };
  console.log(JSON.stringify(document));
}
