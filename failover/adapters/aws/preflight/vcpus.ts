import { DescribeInstanceTypesCommand } from "@aws-sdk/client-ec2";
import { Doubt } from "../../../run/preflight";
import { bounded } from "../bounded";
import type { AccountClients, AccountParts, InstanceCount } from "./parts";
import { INSTANCE_VCPUS, roomForVcpus } from "./quota";

/** The standard families: A, C, D, H, I, M, R, T and Z. Others that begin with one of these letters have a quota of their own. */
const STANDARD = /^(?!dl|hpc|inf|mac|trn)[acdhimrtz][a-z0-9-]*\./;

/** Whether the instances of the active role fit the account's vCPU quota, also after a failover to the region. */
export async function vcpus({ clients, needed, region }: AccountParts): Promise<string> {
  const other = needed.instances.find(({ type }) => !STANDARD.test(type));
  if (other)
    throw new Doubt(`instance type ${other.type}: quota ${INSTANCE_VCPUS.quota.QuotaCode} does not cover its family`);
  const missing = await vcpusOf(clients, region, needed.instances);
  return compareWithQuota(clients, region, missing);
}

/**
 * The vCPUs of instances.
 * @throws Doubt when EC2 does not report a type's vCPUs
 */
export async function vcpusOf(
  clients: Pick<AccountClients, "ec2">,
  region: string,
  instances: readonly InstanceCount[],
): Promise<number> {
  const types = [...new Set(instances.map(({ type }) => type))];
  const command = new DescribeInstanceTypesCommand({ InstanceTypes: types as never[] });
  const { InstanceTypes = [] } = await bounded((options) => clients.ec2(region).send(command, options));
  const sizes = new Map(InstanceTypes.map((type) => [type.InstanceType as string, type.VCpuInfo?.DefaultVCpus]));
  return instances.reduce((sum, { type, count }) => {
    const size = sizes.get(type);
    if (size === undefined) throw new Doubt(`instance type ${type}: ${region} does not report its vCPUs`);
    return sum + count * size;
  }, 0);
}

/**
 * Whether the account's quota has room for more vCPUs.
 * @throws Error when the quota is too small
 */
export async function compareWithQuota(
  clients: Pick<AccountClients, "cloudwatch" | "serviceQuotas">,
  region: string,
  missing: number,
): Promise<string> {
  const { figures, fits } = await roomForVcpus(clients, region, INSTANCE_VCPUS, missing);
  if (fits) return figures;
  throw new Error(`${figures}; request a higher quota (${INSTANCE_VCPUS.quota.QuotaCode})`);
}
