/** Published each minute by a standby's failure detector: 1 if it considers the active region lost, otherwise 0. */
export const METRIC = { namespace: "Redoubt", name: "ActiveRegionLost" } as const;

/**
 * The metric's dimensions.
 * @param leaseTableName identifies the deployment: two deployments may share an account and a region
 * @param region the standby's region
 */
export function metricDimensions<T>(leaseTableName: T, region: string) {
  return { LeaseTable: leaseTableName, Region: region };
}
