import { GetAWSDefaultServiceQuotaCommand, GetServiceQuotaCommand } from "@aws-sdk/client-service-quotas";
import { Doubt } from "../../../run/preflight";
import { bounded, isError } from "../bounded";
import type { AwsClients } from "../clients";
import { usageOf } from "./usage";

/** A quota as Service Quotas names it. */
export interface Quota {
  readonly ServiceCode: string;
  readonly QuotaCode: string;
}

/**
 * The account's value of a quota, or AWS's default where the account has no value of its own.
 * @throws Doubt when Service Quotas does not report it
 */
export async function quotaOf(
  client: ReturnType<AwsClients["serviceQuotas"]>,
  quota: Quota,
  region: string,
): Promise<number> {
  const value = await bounded((options) => client.send(new GetServiceQuotaCommand(quota), options)).then(
    ({ Quota: applied }) => applied?.Value,
    async (error) => {
      if (!isError(error, "NoSuchResourceException")) throw error;
      const command = new GetAWSDefaultServiceQuotaCommand(quota);
      return (await bounded((options) => client.send(command, options))).Quota?.Value;
    },
  );
  if (value === undefined) throw new Doubt(`quota ${quota.QuotaCode}: not reported in ${region}`);
  return value;
}

/** A quota for running on-demand vCPUs, and how messages name it. */
interface VcpuQuota {
  readonly quota: Quota;
  /** Service of the usage metric (CloudWatch, AWS/Usage). */
  readonly service: "EC2" | "Fargate";
  readonly noun: string;
}

/** vCPUs of running on-demand instances of the standard families (Service Quotas, Amazon EC2). */
export const INSTANCE_VCPUS: VcpuQuota = {
  quota: { ServiceCode: "ec2", QuotaCode: "L-1216C47A" },
  service: "EC2",
  noun: "vCPUs",
};

/** vCPUs of running on-demand Fargate tasks (Service Quotas, AWS Fargate). */
export const TASK_VCPUS: VcpuQuota = {
  quota: { ServiceCode: "fargate", QuotaCode: "L-3032A538" },
  service: "Fargate",
  noun: "Fargate vCPUs",
};

/** How much of a quota is used and needed in a region, and whether it has room. */
export async function roomForVcpus(
  clients: Pick<AwsClients, "cloudwatch" | "serviceQuotas">,
  region: string,
  { noun, quota, service }: VcpuQuota,
  missing: number,
): Promise<{ readonly fits: boolean; readonly figures: string }> {
  const [limit, used] = await Promise.all([
    quotaOf(clients.serviceQuotas(region), quota, region),
    usageOf(clients, region, service),
  ]);
  const figures = `${missing} ${noun} more are needed, ${used} of ${limit} are used in ${region}`;
  return { fits: used + missing <= limit, figures };
}
