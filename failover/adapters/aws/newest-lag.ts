import { type CloudWatchClient, type Dimension, GetMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import type { Lag } from "../../protocol/ports";
import { bounded } from "./bounded";

/** CloudWatch has one value of a lag per minute (RDS User Guide and Aurora User Guide, Amazon CloudWatch metrics). */
const PERIOD_SECONDS = 60;
const WINDOW_SECONDS = 15 * 60;

/** A metric of RDS that is a lag. */
interface LagMetric {
  readonly name: string;
  readonly dimension: Dimension;
  /** How many units of the metric are one second. */
  readonly unitsPerSecond: number;
}

/**
 * The newest value of a lag in the last 15 minutes; -1 where CloudWatch has none.
 * @param now milliseconds since 1970
 */
export async function newestLag(client: CloudWatchClient, metric: LagMetric, now: number): Promise<Lag> {
  const command = new GetMetricDataCommand({
    StartTime: new Date(now - WINDOW_SECONDS * 1000),
    EndTime: new Date(now),
    ScanBy: "TimestampDescending",
    MetricDataQueries: [
      {
        Id: "newest",
        MetricStat: {
          Metric: { Namespace: "AWS/RDS", MetricName: metric.name, Dimensions: [metric.dimension] },
          Period: PERIOD_SECONDS,
          Stat: "Maximum",
        },
      },
    ],
  });
  const { MetricDataResults } = await bounded((options) => client.send(command, options));
  const newest = MetricDataResults?.[0];
  const value = newest?.Values?.[0];
  const at = newest?.Timestamps?.[0];
  if (value === undefined || at === undefined) return { seconds: -1, measuredAt: now };
  return { seconds: value / metric.unitsPerSecond, measuredAt: at.getTime() };
}
