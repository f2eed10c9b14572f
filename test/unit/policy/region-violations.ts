import { add, type Change, remove, set } from "./changes";
import { bucketType, databaseType, keyArn, policyText } from "./sound-system/values";
import { ref } from "./stack-builder";

const distribution = "aws:cloudfront/distribution:Distribution";
const topic = "aws:sns/topic:Topic";
const lambda = "aws:lambda/function:Function";
const group = "aws:autoscaling/group:Group";
const replication = "aws:s3/bucketReplicationConfig:BucketReplicationConfig";
const bucket = "objects-us-east-1";
const rule = {
  status: "Enabled",
  deleteMarkerReplication: { status: "Enabled" },
  sourceSelectionCriteria: {
    replicaModifications: { status: "Enabled" },
    sseKmsEncryptedObjects: { status: "Enabled" },
  },
  destination: {
    bucket: ref("global", bucketType, "objects-us-west-1"),
    encryptionConfiguration: { replicaKmsKeyId: keyArn("us-west-1") },
    replicationTime: { status: "Enabled", time: { minutes: 15 } },
    metrics: { status: "Enabled", eventThreshold: { minutes: 15 } },
  },
};
const origin = (region: string) => ({
  originId: region,
  domainName: `${region}.origin.example.com`,
  customOriginConfig: { originProtocolPolicy: "https-only", originSslProtocols: ["TLSv1.2"] },
});

/** For each rule across regions, what breaks it in the sound system and breaks nothing else. */
export const regionViolations: Readonly<Record<string, readonly Change[]>> = {
  "access-point-covers-buckets": [
    set("aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint", "objects", {
      details: { regions: [{ bucket: ref("global", bucketType, bucket) }] },
    }),
  ],
  "certificate-per-region": [set("aws:acm/certificate:Certificate", "web", { domainName: "other.example.com" }, "dr")],
  "controller-outside-active": [
    add(
      topic,
      "steps",
      { kmsMasterKeyId: keyArn("us-west-1") },
      { stack: "dr", region: "us-west-1", dependsOn: [["prod", "aws:sfn/stateMachine:StateMachine", "failover"]] },
    ),
  ],
  "database-parity": [set(databaseType, "db", { instanceClass: "db.t4g.micro" }, "dr")],
  "dns-pair": [remove("aws:route53/record:Record", "status-secondary")],
  "health-endpoint": [set("aws:route53/healthCheck:HealthCheck", "active", { requestInterval: 30 })],
  "image-in-own-region": [
    add(
      "aws:ecs/taskDefinition:TaskDefinition",
      "web",
      {
        containerDefinitions: JSON.stringify([
          {
            name: "web",
            image: `123456789012.dkr.ecr.us-east-2.amazonaws.com/web@sha256:${"0".repeat(64)}`,
            readonlyRootFilesystem: true,
            logConfiguration: { logDriver: "awslogs" },
          },
        ]),
      },
      { stack: "dr", region: "us-west-1" },
    ),
  ],
  "kms-objects-replicate": [
    set(replication, bucket, {
      rules: [{ ...rule, sourceSelectionCriteria: { replicaModifications: { status: "Enabled" } } }],
    }),
  ],
  "lag-alarm": [set("aws:cloudwatch/metricAlarm:MetricAlarm", "db-lag", { treatMissingData: "missing" })],
  "lease-survives": [
    set("aws:dynamodb/table:Table", "lease", {
      replicas: [
        {
          regionName: "us-east-1",
          consistencyMode: "EVENTUAL",
          pointInTimeRecovery: true,
          kmsKeyArn: keyArn("us-east-1"),
        },
      ],
    }),
  ],
  "limits-equal": [set(lambda, "step", { reservedConcurrentExecutions: 1 }, "dr")],
  "multi-region-key-paired": [remove("aws:kms/replicaKey:ReplicaKey", "data-us-west-1")],
  "networks-disjoint": [set("aws:ec2/vpc:Vpc", "net", { cidrBlock: "10.10.128.0/20" }, "dr")],
  "no-leak": [
    set(lambda, "step", { environment: { variables: { QUEUE: "https://sqs.us-east-1.amazonaws.com/1/q" } } }, "dr"),
  ],
  "no-us-east-1-control-plane": [
    set("aws:iam/rolePolicy:RolePolicy", "step", {
      policy: policyText([{ Effect: "Allow", Action: "route53:Change*", Resource: "arn:aws:route53:::hostedzone/Z1" }]),
    }),
  ],
  "no-writes-through-origin-group": [
    set(distribution, "edge", {
      defaultCacheBehavior: {
        targetOriginId: "both",
        viewerProtocolPolicy: "redirect-to-https",
        allowedMethods: ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"],
      },
    }),
  ],
  "origin-group-spans-regions": [
    set(distribution, "edge", {
      origins: [origin("us-east-1"), { ...origin("us-east-1"), originId: "us-west-1" }],
    }),
  ],
  "primary-outside-tiers": [
    add("aws:secretsmanager/secret:Secret", "other", {
      kmsKeyId: keyArn("us-east-1"),
      replicas: [{ region: "us-west-1", kmsKeyId: keyArn("us-west-1") }],
    }),
    add("aws:secretsmanager/secretRotation:SecretRotation", "other", {
      secretId: ref("global", "aws:secretsmanager/secret:Secret", "other"),
    }),
  ],
  "promotable-replica": [set(databaseType, "db", { backupRetentionPeriod: 0 }, "dr")],
  "replica-in-another-region": (["prod", "dr"] as const).map((stack) =>
    add(
      "aws:dynamodb/table:Table",
      "orders",
      {
        billingMode: "PAY_PER_REQUEST",
        serverSideEncryption: { enabled: true, kmsKeyArn: keyArn(stack === "prod" ? "us-east-1" : "us-west-1") },
        pointInTimeRecovery: { enabled: true },
        deletionProtectionEnabled: true,
      },
      { stack, region: stack === "prod" ? "us-east-1" : "us-west-1" },
    ),
  ),
  "replica-key-local": [set(databaseType, "db", { kmsKeyId: keyArn("us-west-2") }, "dr")],
  "replication-time-control": [
    set(replication, bucket, {
      rules: [{ ...rule, destination: { ...rule.destination, metrics: { status: "Disabled" } } }],
    }),
  ],
  "secret-replicated": [
    set("aws:secretsmanager/secret:Secret", "database", {
      replicas: [{ region: "us-west-1", kmsKeyId: keyArn("us-west-1") }],
    }),
  ],
  "standby-capacity": [set(group, "web", { maxSize: 2 }, "dr")],
  "trigger-metric-regional": [
    add(
      "aws:cloudwatch/metricAlarm:MetricAlarm",
      "errors",
      { namespace: "AWS/CloudFront", metricName: "5xxErrorRate", alarmActions: [ref("dr", topic, "alarms")] },
      { stack: "dr", region: "us-west-1" },
    ),
  ],
  "twin-complete": [add("aws:sqs/queue:Queue", "orders", { sqsManagedSseEnabled: true }, { stack: "prod" })],
  "two-way-replication": [
    set(replication, bucket, { rules: [{ ...rule, deleteMarkerReplication: { status: "Disabled" } }] }),
  ],
};
