import { some } from "../../../resources/three-valued";
import { S3_BUCKET } from "../../../resources/types";
import { isLogBucket, replicationRules } from "../../facts/bucket-settings";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A bucket that stores data, not logs, is replicated.",
  rationale: "Data in a single region is lost with that region.",
  severity: "medium",
  category: "replication",
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
  types: [S3_BUCKET],
  scope: "graph",
  check(bucket, { graph }) {
    const replicated = some(replicationRules(bucket, graph), (rule) => rule.text("status") === "Enabled");
    return replicated || isLogBucket(bucket, graph) ? undefined : "no enabled rule replicates it";
  },
});
