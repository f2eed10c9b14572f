import type { OfferRow } from "./offer-file";

/** What a row of an offer file is in the price table. */
export interface KeyOfRow {
  readonly key: string;
  /** Billing unit of the table. */
  readonly unit: "hour" | "month";
}

type Reader = (row: OfferRow) => KeyOfRow | undefined;

/** Services of the price list that contain the charges of the report (`readiness/cost/charges.ts`), by offer code. */
export const OFFERS: Readonly<Record<string, Reader>> = {
  AmazonEC2: (row) => instance(row) ?? usage(row, EC2_USAGE),
  AmazonECS: (row) => usage(row, FARGATE_USAGE),
  AmazonRDS: (row) => databaseInstance(row) ?? databaseStorage(row) ?? usage(row, RDS_USAGE),
  AmazonVPC: (row) => usage(row, VPC_USAGE),
  AWSELB: loadBalancer,
  awskms: (row) => usage(row, [[/KMS-Keys$/, "kms:key", "month"]]),
  AWSSecretsManager: (row) => usage(row, [[/AWSSecretsManager-Secrets$/, "secret", "month"]]),
  AmazonCloudWatch: (row) => usage(row, CLOUDWATCH_USAGE),
  awswaf: (row) => usage(row, WAF_USAGE),
};

type Usage = readonly (readonly [usageType: RegExp, key: string, unit: KeyOfRow["unit"]])[];

/** A usage type has the region's short name as a prefix, such as EUW1-, except in us-east-1. */
const EC2_USAGE: Usage = [
  [/(^|-)NatGateway-Hours$/, "nat", "hour"],
  [/(^|-)EBS:VolumeUsage\.gp3$/, "ebs:gp3", "month"],
];
const FARGATE_USAGE: Usage = [
  [/(^|-)Fargate-vCPU-Hours:perCPU$/, "fargate:vcpu:x86_64", "hour"],
  [/(^|-)Fargate-GB-Hours$/, "fargate:memory:x86_64", "hour"],
  [/(^|-)Fargate-ARM-vCPU-Hours:perCPU$/, "fargate:vcpu:arm64", "hour"],
  [/(^|-)Fargate-ARM-GB-Hours$/, "fargate:memory:arm64", "hour"],
];
const RDS_USAGE: Usage = [[/(^|-)Aurora:ServerlessV2Usage$/, "aurora:acu", "hour"]];
const VPC_USAGE: Usage = [
  [/(^|-)PublicIPv4:InUseAddress$/, "public-ipv4", "hour"],
  [/(^|-)VpcEndpoint-Hours$/, "endpoint", "hour"],
];
const ELB_USAGE: Usage = [[/(^|-)LoadBalancerUsage$/, "alb", "hour"]];
const CLOUDWATCH_USAGE: Usage = [
  [/(^|-)CW:AlarmMonitorUsage$/, "alarm", "month"],
  [/(^|-)CW:MetricMonitorUsage$/, "ec2:detailed-monitoring", "month"],
];
const WAF_USAGE: Usage = [
  [/(^|-)WebACLV2$/, "waf:acl", "month"],
  [/(^|-)RuleV2$/, "waf:rule", "month"],
];

function usage(row: OfferRow, usages: Usage): KeyOfRow | undefined {
  // Later tiers are for amounts that a system of this size does not reach.
  if (row.startingrange !== undefined && row.startingrange !== "" && Number(row.startingrange) !== 0) return undefined;
  const found = usages.find(([usageType]) => usageType.test(row.usagetype ?? ""));
  return found && { key: found[1], unit: found[2] };
}

/** An application load balancer in the region. Those on an Outpost and trust stores end in the same usage type. */
function loadBalancer(row: OfferRow): KeyOfRow | undefined {
  const other = /(^|-)(Outposts|TS)-/.test(row.usagetype ?? "");
  return row.productfamily === "Load Balancer-Application" && !other ? usage(row, ELB_USAGE) : undefined;
}

/** A Linux instance on shared hardware, without software of a licence. */
function instance(row: OfferRow): KeyOfRow | undefined {
  const ordinary =
    row.operatingsystem === "Linux" &&
    row.tenancy === "Shared" &&
    row.capacitystatus === "Used" &&
    row["preinstalleds/w"] === "NA" &&
    /(^|-)BoxUsage:/.test(row.usagetype ?? "");
  return ordinary ? { key: `ec2:${row.instancetype}`, unit: "hour" } : undefined;
}

/** Engines by their names in the price list. */
const RDS_ENGINES: Readonly<Record<string, string>> = { PostgreSQL: "postgres", MySQL: "mysql", MariaDB: "mariadb" };
const AURORA_ENGINES: Readonly<Record<string, string>> = {
  "Aurora PostgreSQL": "aurora-postgresql",
  "Aurora MySQL": "aurora-mysql",
};

function databaseInstance(row: OfferRow): KeyOfRow | undefined {
  const { databaseengine = "", deploymentoption, instancetype, usagetype = "" } = row;
  const aurora = AURORA_ENGINES[databaseengine];
  // Aurora I/O-Optimized has usage types of its own.
  if (aurora && /(^|-)InstanceUsage:/.test(usagetype)) return { key: `aurora:${aurora}:${instancetype}`, unit: "hour" };
  const engine = RDS_ENGINES[databaseengine];
  if (!engine || !/(^|-)(InstanceUsage|Multi-AZUsage):/.test(usagetype)) return undefined;
  const spread = spreadOf(deploymentoption);
  return spread === undefined ? undefined : { key: `rds:${engine}:${spread}:${instancetype}`, unit: "hour" };
}

function databaseStorage(row: OfferRow): KeyOfRow | undefined {
  const [, volume] = /(?:^|-)RDS:(?:Multi-AZ-)?(GP2|GP3)-Storage$/.exec(row.usagetype ?? "") ?? [];
  const spread = spreadOf(row.deploymentoption);
  // Storage of other engines costs the same, except SQL Server's.
  if (!volume || !spread || !["Any", "PostgreSQL"].includes(row.databaseengine ?? "")) return undefined;
  return { key: `rds:storage:${spread}:${volume.toLowerCase()}`, unit: "month" };
}

/** Undefined for Multi-AZ clusters with two readable standbys. */
function spreadOf(deploymentOption: string | undefined): string | undefined {
  return { "Single-AZ": "single-az", "Multi-AZ": "multi-az" }[deploymentOption ?? ""];
}
