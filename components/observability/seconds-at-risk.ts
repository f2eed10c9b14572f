import type * as pulumi from "@pulumi/pulumi";
import { METRICS, metricDimensions } from "../../failover/controller/metric";

/** The metric of a region's sentinel: the seconds of acknowledged writes that a failover to the region would lose. */
export function secondsAtRisk(leaseTableName: pulumi.Input<string>, region: string) {
  return {
    namespace: METRICS.namespace,
    metricName: METRICS.secondsAtRisk,
    dimensions: metricDimensions(leaseTableName, region),
  };
}
