/** Metrics of controllers and sentinels, in CloudWatch's namespace Redoubt. */
export const METRICS = {
  namespace: "Redoubt",
  /** Published each minute by a standby's failure detector: 1 if it considers the active region lost, otherwise 0. */
  activeRegionLost: "ActiveRegionLost",
  /** Published each minute by every site: 1 if a run has not ended, or holds writes, for longer than its limit, otherwise 0. */
  runOverdue: "RunOverdue",
  /** Published each minute by a standby's controller: the number of checks that failed in its last daily preflight. */
  preflightFailed: "PreflightFailed",
  /** Published each minute by a region's sentinel: the seconds of acknowledged writes that a failover to the region would lose. */
  secondsAtRisk: "SecondsAtRisk",
} as const;

export type MetricName = Exclude<(typeof METRICS)[keyof typeof METRICS], typeof METRICS.namespace>;

/**
 * The metrics' dimensions.
 * @param leaseTableName identifies the deployment: two deployments may share an account and a region
 * @param region the site that publishes
 */
export function metricDimensions<T>(leaseTableName: T, region: string) {
  return { LeaseTable: leaseTableName, Region: region };
}

/**
 * Publishes a metric by a log line (CloudWatch's embedded metric format), without a call that could fail.
 * @param at milliseconds since 1970
 */
export function logMetric(
  name: MetricName,
  value: number,
  dimensions: ReturnType<typeof metricDimensions<string>>,
  at: number,
): void {
  const metric = { Namespace: METRICS.namespace, Dimensions: [Object.keys(dimensions)], Metrics: [{ Name: name }] };
  console.log(JSON.stringify({ _aws: { Timestamp: at, CloudWatchMetrics: [metric] }, ...dimensions, [name]: value }));
}
