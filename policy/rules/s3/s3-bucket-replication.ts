import { some } from "../../estate/three-valued";
import { defineRule } from "../../rule";
import { isLogBucket, replicationRules } from "./bucket-settings";

export const s3BucketReplication = defineRule({
  name: "s3-bucket-replication",
  what: "A bucket that keeps data, and not logs, is replicated.",
  why: "What is in one region only is gone with it.",
  severity: "medium",
  concern: "replication",
  remediation: "Add a BucketReplicationConfig with an enabled rule.",
  frameworks: {
    awsConfig: ["s3-bucket-replication-enabled", "s3-bucket-cross-region-replication-enabled"],
    securityHub: ["S3.7"],
    checkov: ["CKV_AWS_144"],
    cdkNag: [
      "HIPAA.Security-S3BucketReplicationEnabled",
      "NIST.800.53.R5-S3BucketReplicationEnabled",
      "PCI.DSS.321-S3BucketReplicationEnabled",
    ],
    compliancePolicies: ["aws-s3-bucket-enable-replication-configuration"],
  },
  types: ["aws:s3/bucket:Bucket"],
  scope: "estate",
  check(bucket, { estate }) {
    const replicated = some(replicationRules(bucket, estate), (rule) => rule.text("status") === "Enabled");
    return replicated || isLogBucket(bucket, estate) ? undefined : "no enabled rule replicates it";
  },
});
