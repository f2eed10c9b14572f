import { DescribeAddressesCommand } from "@aws-sdk/client-ec2";
import { bounded } from "../bounded";
import type { AccountParts } from "./parts";
import { quotaOf } from "./quota";

/** Elastic IP addresses for VPCs (Service Quotas, Amazon EC2); one for each NAT gateway. */
const ADDRESSES = { ServiceCode: "ec2", QuotaCode: "L-0263D0A3" };

/** Whether the addresses of the NAT gateways fit the account's quota. */
export async function addresses({ clients, needed, region }: AccountParts): Promise<string> {
  const [quota, used] = await Promise.all([
    quotaOf(clients.serviceQuotas(region), ADDRESSES, region),
    bounded((options) => clients.ec2(region).send(new DescribeAddressesCommand({}), options)),
  ]);
  const count = used.Addresses?.length ?? 0;
  const found = `${count} of ${quota} are allocated in ${region}, ${needed.addresses} more are needed`;
  if (count + needed.addresses <= quota) return found;
  throw new Error(`${found}; request a higher quota (${ADDRESSES.QuotaCode}), or release unused addresses`);
}
