import { GetAWSDefaultServiceQuotaCommand, GetServiceQuotaCommand } from "@aws-sdk/client-service-quotas";
import { Doubt } from "../../../run/preflight";
import { bounded, isError } from "../bounded";
import type { AwsClients } from "../clients";

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
