import { input, listInput, numberInput, textInput } from "../../resources/known-inputs";
import type { Resource } from "../../resources/resource";
import {
  ACM_CERTIFICATE,
  AUTOSCALING_GROUP,
  AWSX_VPC,
  CLOUDFRONT_DISTRIBUTION,
  CLOUDFRONT_FUNCTION,
  CLOUDFRONT_KEY_VALUE_STORE,
  CLOUDWATCH_METRIC_ALARM,
  DYNAMODB_TABLE,
  EC2_LAUNCH_TEMPLATE,
  EC2_VPC_ENDPOINT,
  ECS_SERVICE,
  ECS_TASK_DEFINITION,
  KMS_KEY,
  LB_LISTENER,
  LB_LOAD_BALANCER,
  LB_TARGET_GROUP,
  RDS_INSTANCE,
  RDS_INSTANCE_AUTOMATED_BACKUPS_REPLICATION,
  ROUTE53_RECORD,
  S3_BUCKET_REPLICATION_CONFIG,
  S3_BUCKET_VERSIONING,
  S3CONTROL_MULTI_REGION_ACCESS_POINT,
  SECRETSMANAGER_SECRET,
  SFN_STATE_MACHINE,
  WAFV2_WEB_ACL,
} from "../../resources/types";
import { SENTINEL } from "../component-types";

/** Inputs shown for a resource, by type. Other types only show whether they are protected. */
const SHOWN_INPUTS: Readonly<Record<string, readonly string[]>> = {
  [RDS_INSTANCE]: [
    "identifier",
    "engine",
    "engineVersion",
    "instanceClass",
    "multiAz",
    "replicateSourceDb",
    "allocatedStorage",
    "storageEncrypted",
    "backupRetentionPeriod",
    "deletionProtection",
  ],
  [AUTOSCALING_GROUP]: ["minSize", "desiredCapacity", "maxSize", "healthCheckType"],
  [ECS_SERVICE]: ["desiredCount", "launchType", "deploymentCircuitBreaker.rollback"],
  [ECS_TASK_DEFINITION]: ["cpu", "memory", "pidMode"],
  [EC2_LAUNCH_TEMPLATE]: ["instanceType", "imageId", "metadataOptions.httpTokens"],
  [LB_LOAD_BALANCER]: ["internal", "enableDeletionProtection"],
  [LB_LISTENER]: ["port", "protocol", "sslPolicy"],
  [LB_TARGET_GROUP]: ["healthCheck.path", "healthCheck.interval", "healthCheck.healthyThreshold"],
  [AWSX_VPC]: ["cidrBlock", "availabilityZoneNames", "natGateways.strategy"],
  [EC2_VPC_ENDPOINT]: ["serviceName", "vpcEndpointType"],
  [CLOUDWATCH_METRIC_ALARM]: ["metricName", "threshold", "period", "datapointsToAlarm", "treatMissingData"],
  [CLOUDFRONT_DISTRIBUTION]: [
    "aliases",
    "httpVersion",
    "priceClass",
    "defaultCacheBehavior.targetOriginId",
    "defaultCacheBehavior.allowedMethods",
  ],
  [CLOUDFRONT_FUNCTION]: ["runtime"],
  [ROUTE53_RECORD]: ["name", "type"],
  [DYNAMODB_TABLE]: ["billingMode", "hashKey", "deletionProtectionEnabled", "pointInTimeRecovery.enabled"],
  [KMS_KEY]: ["multiRegion", "enableKeyRotation", "deletionWindowInDays"],
  [S3_BUCKET_VERSIONING]: ["versioningConfiguration.status"],
  [SECRETSMANAGER_SECRET]: ["recoveryWindowInDays"],
  [RDS_INSTANCE_AUTOMATED_BACKUPS_REPLICATION]: ["sourceDbInstanceArn", "retentionPeriod"],
  [WAFV2_WEB_ACL]: ["scope"],
  [ACM_CERTIFICATE]: ["domainName"],
};

/** The properties of a resource that the report shows. */
export function keyProperties(item: Resource): { name: string; value: string }[] {
  const shown = (SHOWN_INPUTS[item.type] ?? []).flatMap((path) => {
    const value = input(item, path);
    return value === undefined || value === null ? [] : [{ name: path, value: format(value) }];
  });
  return item.protect ? [...shown, { name: "protect", value: "true" }] : shown;
}

function format(value: unknown): string {
  if (Array.isArray(value)) return value.map(format).join(", ");
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Summaries by type. The first type with a resource in a part provides the text of the part's box. */
const SUMMARIES: Readonly<Record<string, (item: Resource) => string>> = {
  [SENTINEL]: ({ role }) => (role === "active" ? "commits beats" : "reads replayed beats"),
  [RDS_INSTANCE]: (item) =>
    [
      input(item, "multiAz") === true ? "Multi-AZ" : "one zone",
      textInput(item, "replicateSourceDb") ? "replica" : "primary",
    ].join(" · "),
  [AUTOSCALING_GROUP]: (item) =>
    `${numberInput(item, "desiredCapacity") ?? "?"} of up to ${numberInput(item, "maxSize") ?? "?"}`,
  [ECS_SERVICE]: (item) => `${numberInput(item, "desiredCount") ?? "?"} Fargate tasks`,
  [AWSX_VPC]: (item) => `${listInput(item, "availabilityZoneNames").length} zones`,
  [S3CONTROL_MULTI_REGION_ACCESS_POINT]: () => "one access point",
  [S3_BUCKET_REPLICATION_CONFIG]: (item) => `replicated to ${listInput(item, "rules").length}`,
  [DYNAMODB_TABLE]: (item) => `strongly consistent, ${listInput(item, "replicas").length + 1} regions`,
  [SFN_STATE_MACHINE]: ({ role }) => (role === "active" ? "idle while active" : "detects and fails over"),
  [KMS_KEY]: (item) => (input(item, "multiRegion") === true ? "multi-region" : ""),
  [SECRETSMANAGER_SECRET]: (item) => `replicated to ${listInput(item, "replicas").length}`,
  [CLOUDFRONT_DISTRIBUTION]: (item) => `${listInput(item, "origins").length} origins`,
  [WAFV2_WEB_ACL]: (item) => `${listInput(item, "rules").length} rules`,
  [CLOUDFRONT_KEY_VALUE_STORE]: () => "names the active region",
};

/** The text in a part's box below its label. */
export function summary(items: readonly Resource[]): string {
  for (const [type, summarise] of Object.entries(SUMMARIES)) {
    const item = items.find((candidate) => candidate.type === type);
    const text = item ? summarise(item) : "";
    if (text) return text;
  }
  return `${items.length} resource${items.length === 1 ? "" : "s"}`;
}
