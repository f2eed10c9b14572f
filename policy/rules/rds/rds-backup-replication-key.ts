import { defineRule } from "../../rule";
import { namesCustomerKey } from "../kms/customer-key";

export const rdsBackupReplicationKey = defineRule({
  name: "rds-backup-replication-key",
  what: "Automated backups copied to another region are encrypted with a key of the customer's own there.",
  why: "A copy under a key that cannot be used in its region cannot be restored.",
  severity: "low",
  concern: "encryption",
  remediation: "Set kmsKeyId to a key of the region that the copies go to.",
  frameworks: { checkov: ["CKV_AWS_245"] },
  types: ["aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication"],
  scope: "estate",
  check: (replication) => (namesCustomerKey(replication, "kmsKeyId") ? undefined : "kmsKeyId names no key of yours"),
});
