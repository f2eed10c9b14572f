/** Documented limits of AWS that the configuration is checked against. Each names the page or API that documents it. */

/** Retention periods of a log group, days. Source: CloudWatch Logs API Reference, PutRetentionPolicy, retentionInDays. */
export const LOG_RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

/**
 * Tags that every service in use accepts. Characters: IAM, KMS and Secrets Manager API References, Tag (letters, digits, white space
 * and `_.:/=+-@`). Lengths, number and the reserved prefix: Tagging AWS Resources User Guide, "Tag naming limits and requirements".
 * Keys that differ in case only are refused by IAM: IAM User Guide, "Rules for tagging in IAM and AWS STS".
 */
export const TAG = {
  characters: /^[\p{L}\p{N}\p{Z}_.:/=+\-@]*$/u,
  keyLength: 128,
  valueLength: 256,
  perResource: 50,
  reservedPrefix: "aws:",
} as const;

/** Longest first name of a certificate, the common name. Source: ACM API Reference, RequestCertificate, DomainName. */
export const CERTIFICATE_NAME_LENGTH = 64;
/** Longest label of a DNS name. Source: RFC 1035, 2.3.4. */
export const DNS_LABEL_LENGTH = 63;

/** Requests of one address in five minutes. Source: AWS WAF API Reference, RateBasedStatement, Limit. */
export const RATE_LIMIT = { least: 10, most: 2_000_000_000 } as const;

/** Shortest backup and maintenance window, minutes. Source: RDS API Reference, CreateDBInstance, PreferredBackupWindow. */
export const WINDOW_MINUTES = 30;

/** gp3 storage, GiB. Source: RDS API Reference, CreateDBInstance, AllocatedStorage. */
export const STORAGE_GIB = { least: 20, most: 65_536 } as const;
/**
 * Least autoscaling limit, in percent of the storage. Source: RDS User Guide, "Managing capacity automatically with Amazon RDS storage
 * autoscaling": the maximum storage threshold is at least 10 % above the allocated storage.
 */
export const STORAGE_LIMIT_PERCENT = 110;

/** Capacity of Aurora Serverless v2, Aurora capacity units. Source: RDS API Reference, ServerlessV2ScalingConfiguration. */
export const SERVERLESS_UNITS = { least: 0.5, most: 256, step: 0.5 } as const;
/** rds.global_db_rpo, seconds. Source: Aurora User Guide, "Setting the recovery point objective". */
export const GLOBAL_DATABASE_RPO_SECONDS = { least: 20, most: 2_147_483_647 } as const;

/**
 * Region sets in which a DynamoDB global table can be strongly consistent; its three regions come from one set.
 * Source: DynamoDB Developer Guide, V2globaltables_HowItWorks.
 */
export const STRONG_CONSISTENCY_SETS: readonly (readonly string[])[] = [
  ["us-east-1", "us-east-2", "us-west-2"],
  ["eu-west-1", "eu-west-2", "eu-west-3", "eu-central-1"],
  ["ap-northeast-1", "ap-northeast-2", "ap-northeast-3"],
];

/**
 * Shortest prefix of a break-glass range. Not an AWS limit: no organisation operates from more than a /8, and two /1 ranges are the
 * whole internet.
 */
export const BREAK_GLASS_PREFIX = 8;
