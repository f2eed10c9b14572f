import type { Check } from "../../../run/preflight";
import type { AwsClients } from "../clients";
import { acmClient } from "../clients/acm";
import { cloudwatchClient } from "../clients/cloudwatch";
import { ec2Client } from "../clients/ec2";
import { rdsClient } from "../clients/rds";
import { serviceQuotasClient } from "../clients/service-quotas";
import { addresses } from "./addresses";
import { backupReplication } from "./backup-replication";
import { hostedZone } from "./hosted-zone";
import { instanceOfferings } from "./instance-offerings";
import { lambdaConcurrency } from "./lambda-concurrency";
import { networks } from "./networks";
import { objectReplication } from "./object-replication";
import { type ResolveCname, resolverOf } from "./public-dns";

type AccountClients = Pick<AwsClients, "acm" | "cloudwatch" | "ec2" | "rds" | "serviceQuotas">;

const CLIENTS: AccountClients = {
  acm: acmClient,
  cloudwatch: cloudwatchClient,
  ec2: ec2Client,
  rds: rdsClient,
  serviceQuotas: serviceQuotasClient,
};

/** What the checks of an account need to know about one region. */
export interface AccountParts {
  /** The region whose account settings are checked. */
  readonly region: string;
  /** The other regions of the topology. */
  readonly others: readonly string[];
  readonly instanceTypes: readonly string[];
  /** Number of Availability Zones that each tier uses. */
  readonly zones: number;
  /** What the region does not have yet and a first deployment creates; zeros for a deployed region. */
  readonly needed: { readonly addresses: number; readonly networks: number };
  /** Whether the failover functions reserve Lambda concurrency. */
  readonly reservedConcurrency: boolean;
  /** ARN of the region's certificate; undefined before the first deployment. */
  readonly certificateArn?: string;
  /** ARN of the region's bucket; undefined before the first deployment. */
  readonly bucketArn?: string;
  readonly clients: AccountClients;
  /** Looks up a CNAME record in the public DNS. */
  readonly resolveCname: ResolveCname;
}

type Given = Omit<AccountParts, "clients" | "resolveCname"> & Partial<AccountParts>;

/** Checks of what only the account can answer: quotas, supported region pairs, offerings, delegation, and the backlog of replication. */
export function accountChecks(given: Given): Check[] {
  const parts: AccountParts = { clients: CLIENTS, resolveCname: resolverOf(), ...given };
  return [
    { name: "lambda concurrency", look: () => lambdaConcurrency(parts) },
    { name: "elastic IP addresses", look: () => addresses(parts) },
    { name: "VPCs", look: () => networks(parts) },
    { name: "instance offerings", look: () => instanceOfferings(parts) },
    { name: "backup replication", look: () => backupReplication(parts) },
    ...(parts.certificateArn ? [{ name: "hosted zone", look: () => hostedZone(parts) }] : []),
    ...(parts.bucketArn ? [{ name: "object replication", look: () => objectReplication(parts) }] : []),
  ];
}
