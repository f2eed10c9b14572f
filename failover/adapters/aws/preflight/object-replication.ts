import { GetMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import { Doubt } from "../../../run/preflight";
import { bounded } from "../bounded";
import type { AccountParts } from "./parts";

const MINUTE_MILLISECONDS = 60_000;
/** Replication metrics have a delay of several minutes; failures are summed over a day. */
const PENDING_MINUTES = 30;
const FAILED_MINUTES = 24 * 60;

/**
 * Whether the objects of the other regions reach the region's bucket: no failed operation in the last day, and how much is pending. S3
 * publishes failures in the source bucket's region, and what is pending in the destination bucket's (Amazon S3 User Guide, "Using S3
 * Replication metrics").
 */
export async function objectReplication({
  bucketArn = "",
  clients,
  lost,
  others,
  region,
}: AccountParts): Promise<string> {
  const bucket = bucketArn.split(":").at(-1) ?? "";
  /** Values of each replication rule to the bucket, newest first. */
  const values = async (from: string, name: string, statistic: string, minutes: number): Promise<number[][]> => {
    const now = Date.now();
    const command = new GetMetricDataCommand({
      StartTime: new Date(now - minutes * MINUTE_MILLISECONDS),
      EndTime: new Date(now),
      ScanBy: "TimestampDescending",
      MetricDataQueries: [
        {
          Id: "replication",
          Expression: `SEARCH('{AWS/S3,DestinationBucket,RuleId,SourceBucket} MetricName="${name}" DestinationBucket="${bucket}"', '${statistic}', 300)`,
        },
      ],
    });
    const { MetricDataResults = [] } = await bounded((options) => clients.cloudwatch(from).send(command, options));
    return MetricDataResults.map(({ Values = [] }) => Values);
  };
  const sources = others.filter((other) => !lost.includes(other));
  const [pending, ...failed] = await Promise.all([
    values(region, "BytesPendingReplication", "Maximum", PENDING_MINUTES),
    ...sources.map((other) => values(other, "OperationsFailedReplication", "Sum", FAILED_MINUTES)),
  ]);
  const failures = failed.flat(2).reduce((sum, value) => sum + value, 0);
  if (failures > 0) {
    throw new Error(
      `${bucket}: ${failures} operations failed to replicate to it in the last day; find the objects with S3 Batch Replication or the failure events, and replicate them again`,
    );
  }
  if (pending.flat().length === 0)
    throw new Doubt(`${bucket}: no metrics of replication to it in the last ${PENDING_MINUTES} minutes`);
  const bytes = pending.reduce((sum, [newest = 0]) => sum + newest, 0);
  return `${bucket}: no operation failed to replicate to it in the last day, ${bytes} bytes pending`;
}
