import { GetMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import { bounded } from "../bounded";
import type { AwsClients } from "../clients";

/**
 * On-demand vCPUs that a service uses, by the metrics of AWS/Usage; no value means no usage (CloudWatch User Guide, usage metrics; Amazon
 * ECS Developer Guide, "AWS Fargate usage metrics").
 */
export async function usageOf(
  clients: Pick<AwsClients, "cloudwatch">,
  region: string,
  service: "EC2" | "Fargate",
): Promise<number> {
  const now = Date.now();
  const dimensions = { Service: service, Type: "Resource", Resource: "vCPU", Class: "Standard/OnDemand" };
  const command = new GetMetricDataCommand({
    StartTime: new Date(now - 30 * 60_000),
    EndTime: new Date(now),
    ScanBy: "TimestampDescending",
    MetricDataQueries: [
      {
        Id: "used",
        MetricStat: {
          Metric: {
            Namespace: "AWS/Usage",
            MetricName: "ResourceCount",
            Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
          },
          Period: 300,
          Stat: "Maximum",
        },
      },
    ],
  });
  const { MetricDataResults } = await bounded((options) => clients.cloudwatch(region).send(command, options));
  return MetricDataResults?.[0]?.Values?.[0] ?? 0;
}
