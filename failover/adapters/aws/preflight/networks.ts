import { DescribeVpcsCommand } from "@aws-sdk/client-ec2";
import { bounded } from "../bounded";
import type { AccountParts } from "./parts";
import { quotaOf } from "./quota";

/** VPCs per region (Service Quotas, Amazon VPC). */
const NETWORKS = { ServiceCode: "vpc", QuotaCode: "L-F678F1CE" };
/** More than the highest quota that AWS grants, so that one page contains all VPCs. */
const PAGE = 1000;

/** Whether the region's VPC fits the account's quota. */
export async function networks({ clients, needed, region }: AccountParts): Promise<string> {
  const [quota, { Vpcs = [] }] = await Promise.all([
    quotaOf(clients.serviceQuotas(region), NETWORKS, region),
    bounded((options) => clients.ec2(region).send(new DescribeVpcsCommand({ MaxResults: PAGE }), options)),
  ]);
  const count = Vpcs.length;
  const found = `${count} of ${quota} exist in ${region}, ${needed.networks} more are needed`;
  if (count + needed.networks <= quota) return found;
  throw new Error(`${found}; request a higher quota (${NETWORKS.QuotaCode}), or delete unused VPCs`);
}
