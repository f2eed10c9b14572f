import type { Dimension, GetMetricDataCommandInput } from "@aws-sdk/client-cloudwatch";

/** CloudWatch has one value of a lag per minute (RDS User Guide and Aurora User Guide, Amazon CloudWatch metrics). */
const PERIOD_SECONDS = 60;
const WINDOW_SECONDS = 15 * 60;

/**
 * The query for the newest value of a metric of RDS in the last 15 minutes: the first value of the first result.
 * @param now milliseconds since 1970
 */
export function newestValue(MetricName: string, Dimensions: Dimension[], now: number): GetMetricDataCommandInput {
  return {
    StartTime: new Date(now - WINDOW_SECONDS * 1000),
    EndTime: new Date(now),
    ScanBy: "TimestampDescending",
    MetricDataQueries: [
      {
        Id: "newest",
        MetricStat: {
          Metric: { Namespace: "AWS/RDS", MetricName, Dimensions },
          Period: PERIOD_SECONDS,
          Stat: "Maximum",
        },
      },
    ],
  };
}
