import { GetMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import { Doubt } from "../../../run/preflight";
import { bounded } from "../bounded";
import type { AccountParts } from "./parts";

const MINUTE_MILLISECONDS = 60_000;
/** Replication metrics have a delay of several minutes; failures are summed over a day. */
const PENDING_MINUTES = 30;
const FAILED_MINUTES = 24 * 60;

/**
 * Whether objects of the region's bucket reach the other regions: no failed operation in the last day, and how much is pending, by the
 * replication metrics (Amazon S3 User Guide, replication metrics).
 */
export async function objectReplication({ bucketArn = "", clients, region }: AccountParts): Promise<string> {
  const bucket = bucketArn.split(":").at(-1) ?? "";
  const metric = (name: string, statistic: string) =>
    `SEARCH('{AWS/S3,DestinationBucket,RuleId,SourceBucket} MetricName="${name}" SourceBucket="${bucket}"', '${statistic}', 300)`;
  const values = async (expression: string, minutes: number): Promise<number[][]> => {
    const now = Date.now();
    const command = new GetMetricDataCommand({
      StartTime: new Date(now - minutes * MINUTE_MILLISECONDS),
      EndTime: new Date(now),
      ScanBy: "TimestampDescending",
      MetricDataQueries: [{ Id: "replication", Expression: expression }],
    });
    const { MetricDataResults = [] } = await bounded((options) => clients.cloudwatch(region).send(command, options));
    return MetricDataResults.map(({ Values = [] }) => Values);
  };
  const [failed, pending] = await Promise.all([
    values(metric("OperationsFailedReplication", "Sum"), FAILED_MINUTES),
    values(metric("BytesPendingReplication", "Maximum"), PENDING_MINUTES),
  ]);
  const failures = failed.flat().reduce((sum, value) => sum + value, 0);
  if (failures > 0) {
    throw new Error(
      `${bucket}: ${failures} operations failed to replicate in the last day; find the objects with S3 Batch Replication or the failure events, and replicate them again`,
    );
  }
  if (pending.flat().length === 0)
    throw new Doubt(`${bucket}: no replication metrics in the last ${PENDING_MINUTES} minutes`);
  const bytes = pending.reduce((sum, [newest = 0]) => sum + newest, 0);
  return `${bucket}: no failed operation in the last day, ${bytes} bytes pending`;
}
