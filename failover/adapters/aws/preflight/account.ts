import type { Check } from "../../../run/preflight";
import { acmClient } from "../clients/acm";
import { cloudwatchClient } from "../clients/cloudwatch";
import { ec2Client } from "../clients/ec2";
import { rdsClient } from "../clients/rds";
import { serviceQuotasClient } from "../clients/service-quotas";
import { addresses } from "./addresses";
import { backupReplication } from "./backup-replication";
import { fargateVcpus } from "./fargate";
import { hostedZone } from "./hosted-zone";
import { instanceOfferings } from "./instance-offerings";
import { lambdaConcurrency } from "./lambda-concurrency";
import { networks } from "./networks";
import { objectReplication } from "./object-replication";
import type { AccountClients, AccountParts } from "./parts";
import { resolverOf } from "./public-dns";
import { vcpus } from "./vcpus";

const CLIENTS: AccountClients = {
  acm: acmClient,
  cloudwatch: cloudwatchClient,
  ec2: ec2Client,
  rds: rdsClient,
  serviceQuotas: serviceQuotasClient,
};

type Given = Omit<AccountParts, "clients" | "resolveCname"> & Partial<AccountParts>;

/** Checks that need the account: quotas, region pairs, instance offerings, delegation of the domain, and the replication backlog. */
export function accountChecks(given: Given): Check[] {
  const parts: AccountParts = { clients: CLIENTS, resolveCname: resolverOf(), ...given };
  return [
    { name: "lambda concurrency", look: () => lambdaConcurrency(parts) },
    { name: "elastic IP addresses", look: () => addresses(parts) },
    { name: "VPCs", look: () => networks(parts) },
    // A deployed region has the check "capacity" of preflight-checks.ts.
    ...(parts.needed.instances.length > 0 ? [{ name: "vCPUs", look: () => vcpus(parts) }] : []),
    ...(parts.needed.taskVcpus ? [{ name: "Fargate vCPUs", look: () => fargateVcpus(parts) }] : []),
    ...(parts.instanceTypes.length > 0 ? [{ name: "instance offerings", look: () => instanceOfferings(parts) }] : []),
    { name: "backup replication", look: () => backupReplication(parts) },
    ...(parts.certificateArn ? [{ name: "hosted zone", look: () => hostedZone(parts) }] : []),
    ...(parts.bucketArn ? [{ name: "object replication", look: () => objectReplication(parts) }] : []),
  ];
}
