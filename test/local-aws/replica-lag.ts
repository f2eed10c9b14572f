import { CloudWatchClient, PutMetricDataCommand } from "@aws-sdk/client-cloudwatch";

/** Publishes a replica's lag as RDS does, because the local AWS does not. */
export async function reportLag(database: string, seconds: number, region: string): Promise<void> {
  await new CloudWatchClient({ region }).send(
    new PutMetricDataCommand({
      Namespace: "AWS/RDS",
      MetricData: [
        {
          MetricName: "ReplicaLag",
          Dimensions: [{ Name: "DBInstanceIdentifier", Value: database }],
          // CloudWatch excludes data points that are as recent as the request.
          Timestamp: new Date(Date.now() - 10_000),
          Value: seconds,
        },
      ],
    }),
  );
}
