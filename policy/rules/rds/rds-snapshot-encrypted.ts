import { defineRule } from "../../rule";
import { namesCustomerKey } from "../kms/customer-key";

export const rdsSnapshotEncrypted = defineRule({
  name: "rds-snapshot-encrypted",
  what: "A copy of a snapshot is encrypted.",
  why: "A snapshot is the whole database.",
  severity: "medium",
  concern: "encryption",
  remediation: "Set kmsKeyId to a key of yours.",
  frameworks: {
    awsConfig: ["rds-snapshot-encrypted"],
    securityHub: ["RDS.4"],
    checkov: ["CKV_AWS_266", "CKV_AWS_146"],
  },
  types: ["aws:rds/snapshotCopy:SnapshotCopy", "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy"],
  scope: "resource",
  check: (copy) => (namesCustomerKey(copy, "kmsKeyId") ? undefined : "kmsKeyId names no key of yours"),
});
