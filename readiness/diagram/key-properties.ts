import { input, listInput, numberInput, textInput } from "../../resources/known-inputs";
import type { Resource } from "../../resources/resource";

/** The inputs that say most of a resource of a type; others show their protection alone. */
const telling: Readonly<Record<string, readonly string[]>> = {
  "aws:rds/instance:Instance": [
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
  "aws:autoscaling/group:Group": ["minSize", "desiredCapacity", "maxSize", "healthCheckType"],
  "aws:ec2/launchTemplate:LaunchTemplate": ["instanceType", "imageId", "metadataOptions.httpTokens"],
  "aws:lb/loadBalancer:LoadBalancer": ["internal", "enableDeletionProtection"],
  "aws:lb/listener:Listener": ["port", "protocol", "sslPolicy"],
  "aws:lb/targetGroup:TargetGroup": ["healthCheck.path", "healthCheck.interval", "healthCheck.healthyThreshold"],
  "awsx:ec2:Vpc": ["cidrBlock", "numberOfAvailabilityZones", "natGateways.strategy"],
  "aws:ec2/vpcEndpoint:VpcEndpoint": ["serviceName", "vpcEndpointType"],
  "aws:cloudwatch/metricAlarm:MetricAlarm": [
    "metricName",
    "threshold",
    "period",
    "datapointsToAlarm",
    "treatMissingData",
  ],
  "aws:cloudfront/distribution:Distribution": [
    "aliases",
    "httpVersion",
    "priceClass",
    "defaultCacheBehavior.targetOriginId",
    "defaultCacheBehavior.allowedMethods",
  ],
  "aws:cloudfront/function:Function": ["runtime"],
  "aws:route53/record:Record": ["name", "type"],
  "aws:dynamodb/table:Table": ["billingMode", "hashKey", "deletionProtectionEnabled", "pointInTimeRecovery.enabled"],
  "aws:kms/key:Key": ["multiRegion", "enableKeyRotation", "deletionWindowInDays"],
  "aws:s3/bucketVersioning:BucketVersioning": ["versioningConfiguration.status"],
  "aws:secretsmanager/secret:Secret": ["recoveryWindowInDays"],
  "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication": [
    "sourceDbInstanceArn",
    "retentionPeriod",
  ],
  "aws:wafv2/webAcl:WebAcl": ["scope"],
  "aws:acm/certificate:Certificate": ["domainName"],
};

/** What there is to see of a resource. */
export function keyProperties(item: Resource): { name: string; value: string }[] {
  const shown = (telling[item.type] ?? []).flatMap((path) => {
    const value = input(item, path);
    return value === undefined || value === null ? [] : [{ name: path, value: textOf(value) }];
  });
  return item.protect ? [...shown, { name: "protect", value: "true" }] : shown;
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(", ");
  return typeof value === "string" ? value : JSON.stringify(value);
}

type Summarise = (item: Resource) => string;

/** What a part's box says, from the first resource of it that has something to say. */
const summaries: Readonly<Record<string, Summarise>> = {
  "aws:rds/instance:Instance": (item) =>
    [
      input(item, "multiAz") === true ? "Multi-AZ" : "one zone",
      textInput(item, "replicateSourceDb") ? "replica" : "primary",
    ].join(" · "),
  "aws:autoscaling/group:Group": (item) =>
    `${numberInput(item, "desiredCapacity") ?? "?"} of up to ${numberInput(item, "maxSize") ?? "?"}`,
  "awsx:ec2:Vpc": (item) => `${numberInput(item, "numberOfAvailabilityZones") ?? "?"} zones`,
  "aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint": () => "one access point",
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig": (item) =>
    `replicated to ${listInput(item, "rules").length}`,
  "aws:dynamodb/table:Table": (item) => `strongly consistent, ${listInput(item, "replicas").length + 1} regions`,
  "aws:sfn/stateMachine:StateMachine": ({ role }) => (role === "active" ? "idle while active" : "watches, fails over"),
  "aws:kms/key:Key": (item) => (input(item, "multiRegion") === true ? "multi-region" : ""),
  "aws:secretsmanager/secret:Secret": (item) => `replicated to ${listInput(item, "replicas").length}`,
  "aws:cloudfront/distribution:Distribution": (item) => `${listInput(item, "origins").length} origins`,
  "aws:wafv2/webAcl:WebAcl": (item) => `${listInput(item, "rules").length} rules`,
  "aws:cloudfront/keyValueStore:KeyValueStore": () => "which region is active",
};

export function summary(items: readonly Resource[]): string {
  for (const [type, summarise] of Object.entries(summaries)) {
    const item = items.find((candidate) => candidate.type === type);
    const text = item ? summarise(item) : "";
    if (text) return text;
  }
  return `${items.length} resource${items.length === 1 ? "" : "s"}`;
}
