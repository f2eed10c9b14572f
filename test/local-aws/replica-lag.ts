import { CloudWatchClient, PutMetricDataCommand } from "@aws-sdk/client-cloudwatch";

/** Lag as RDS tells it to CloudWatch, as of a moment ago: the local AWS has none of its own. */
export async function tellLag(database: string, seconds: number, region: string): Promise<void> {
  await new CloudWatchClient({ region }).send(
    new PutMetricDataCommand({
      Namespace: "AWS/RDS",
      MetricData: [
        {
          MetricName: "ReplicaLag",
          Dimensions: [{ Name: "DBInstanceIdentifier", Value: database }],
          // CloudWatch leaves out what is as young as the question.
          Timestamp: new Date(Date.now() - 10_000),
          Value: seconds,
        },
      ],
    }),
  );
}
