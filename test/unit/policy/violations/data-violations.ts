import { add, type Change, remove, set } from "../changes";
import { bucketType, databaseType, keyArn, policyText, tlsOnly } from "../sound-system/values";
import { ref } from "../stack-builder";
import { bucket, cluster, encryption, everybody, logBucket, machine, queue, side, soundCluster, topic } from "./shared";

/** Changes of the sound system that violate the rules on databases, DNS, buckets, secrets and queues. */
export const DATA_VIOLATIONS: Readonly<Record<string, readonly Change[]>> = {
  "rds-backup-enabled": [set(databaseType, "db", { backupRetentionPeriod: 0 }, "prod")],
  "rds-backup-replication-key": [
    set("aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication", "db", {
      kmsKeyId: undefined,
    }),
  ],
  "rds-backup-retention": [set(databaseType, "db", { backupRetentionPeriod: 1 }, "prod")],
  "rds-cluster-multi-az": [add(cluster, "orders", { ...soundCluster, availabilityZones: ["us-east-1a"] })],
  "rds-copy-tags-to-snapshot": [set(databaseType, "db", { copyTagsToSnapshot: undefined })],
  "rds-customer-managed-key": [set(databaseType, "db", { kmsKeyId: "alias/aws/rds" })],
  "rds-deletion-protection": [set(databaseType, "db", { deletionProtection: false })],
  "rds-forces-tls": [
    set("aws:rds/parameterGroup:ParameterGroup", "db", { parameters: [{ name: "rds.force_ssl", value: "0" }] }),
  ],
  "rds-in-backup-plan": [set("aws:backup/selection:Selection", "all", { resources: ["arn:aws:dynamodb:*:*:table/*"] })],
  "rds-instance-multi-az": [set(databaseType, "db", { multiAz: false })],
  "rds-logs-exported": [set(databaseType, "db", { enabledCloudwatchLogsExports: undefined })],
  "rds-not-public": [set(databaseType, "db", { publiclyAccessible: true })],
  "rds-performance-insights": [set(databaseType, "db", { performanceInsightsEnabled: false })],
  "rds-performance-insights-key": [set(databaseType, "db", { performanceInsightsKmsKeyId: undefined })],
  "rds-snapshot-encrypted": [add("aws:rds/snapshotCopy:SnapshotCopy", "copy", {})],
  "rds-storage-encrypted": [set(databaseType, "db", { storageEncrypted: false }, "prod")],
  "route53-health-check-exists": [
    add(
      "aws:route53/record:Record",
      "api",
      { name: "api", type: "CNAME", ttl: 60, healthCheckId: "0f1e2d3c-gone" },
      { stack: "edge" },
    ),
  ],
  "route53-health-checked-ttl": [
    add(
      "aws:route53/record:Record",
      "api",
      {
        name: "api",
        type: "CNAME",
        ttl: 300,
        healthCheckId: ref("edge", "aws:route53/healthCheck:HealthCheck", "active"),
      },
      { stack: "edge" },
    ),
  ],
  "route53-query-log": [remove("aws:route53/queryLog:QueryLog", "site")],
  "route53-record-attached": [
    add(
      "aws:route53/record:Record",
      "old",
      { name: "old", type: "A", ttl: 60, records: ["203.0.113.9"] },
      { stack: "edge" },
    ),
  ],
  "s3-access-point-not-public": [
    add("aws:s3/accessPoint:AccessPoint", "open", { publicAccessBlockConfiguration: { blockPublicPolicy: false } }),
  ],
  "s3-acl-no-public-read": [add(side("bucketAcl"), "other", { bucket: "in-another-stack", acl: "authenticated-read" })],
  "s3-acl-no-public-write": [
    add(side("bucketAcl"), "other", {
      bucket: "in-another-stack",
      accessControlPolicy: {
        grants: [{ permission: "WRITE", grantee: { uri: "http://acs.amazonaws.com/groups/global/AllUsers" } }],
      },
    }),
  ],
  "s3-block-public-acls": [set(side("bucketPublicAccessBlock"), bucket, { blockPublicAcls: undefined })],
  "s3-block-public-policy": [set(side("bucketPublicAccessBlock"), bucket, { blockPublicPolicy: undefined })],
  "s3-bucket-access-logs": [remove(side("bucketLogging"), bucket)],
  "s3-bucket-aborts-incomplete-uploads": [
    set(side("bucketLifecycleConfiguration"), bucket, { rules: [{ id: "old", status: "Enabled", filter: {} }] }),
  ],
  "s3-bucket-customer-managed-key": [encryption({ sseAlgorithm: "aws:kms" })],
  "s3-bucket-encryption": logBucket({ encryption: false }),
  "s3-bucket-key": [encryption({ sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn("us-east-1") }, false)],
  "s3-bucket-kms": [encryption({ sseAlgorithm: "AES256" })],
  "s3-bucket-lifecycle": [remove(side("bucketLifecycleConfiguration"), bucket)],
  "s3-bucket-mfa-delete": [set(side("bucketVersioning"), bucket, { versioningConfiguration: { status: "Enabled" } })],
  "s3-bucket-object-lock": [set(bucketType, bucket, { objectLockEnabled: undefined })],
  "s3-bucket-replication": [
    remove(side("bucketReplicationConfig"), bucket),
    remove(side("bucketReplicationConfig"), "objects-us-west-1"),
  ],
  "s3-bucket-tls-only": [remove(side("bucketPolicy"), bucket)],
  "s3-bucket-versioning": logBucket({ versioning: "Suspended" }),
  "s3-ignore-public-acls": [set(side("bucketPublicAccessBlock"), bucket, { ignorePublicAcls: undefined })],
  "s3-policy-not-public": [
    add(side("bucketPolicy"), "other", { bucket: "in-another-stack", policy: policyText([everybody]) }),
  ],
  "s3-public-access-block": [remove(side("bucketPublicAccessBlock"), bucket)],
  "s3-restrict-public-buckets": [set(side("bucketPublicAccessBlock"), bucket, { restrictPublicBuckets: undefined })],
  "secret-customer-managed-key": [set("aws:secretsmanager/secret:Secret", "database", { kmsKeyId: undefined })],
  "secret-rotation": [remove("aws:secretsmanager/secretRotation:SecretRotation", "database")],
  "secret-rotation-interval": [
    set("aws:secretsmanager/secretRotation:SecretRotation", "database", {
      rotationRules: { automaticallyAfterDays: 365 },
    }),
  ],
  "sfn-logging": [set(machine, "failover", { loggingConfiguration: undefined })],
  "sfn-tracing": [set(machine, "failover", { tracingConfiguration: undefined })],
  "sns-policy-not-public": [
    set("aws:sns/topicPolicy:TopicPolicy", "alarms", { policy: policyText([tlsOnly, everybody]) }),
  ],
  "sns-policy-tls-only": [set("aws:sns/topicPolicy:TopicPolicy", "alarms", { policy: policyText([]) })],
  "sns-topic-customer-managed-key": [set(topic, "alarms", { kmsMasterKeyId: "alias/aws/sns" })],
  "sns-topic-encrypted": [set(topic, "alarms", { kmsMasterKeyId: undefined })],
  "sqs-policy-not-public": [set(queue, "failed", { policy: policyText([everybody]) })],
  "sqs-queue-encrypted": [set(queue, "failed", { sqsManagedSseEnabled: undefined })],
  "vpc-endpoint-present": [],
  "waf-logging": [remove("aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration", "edge")],
};
