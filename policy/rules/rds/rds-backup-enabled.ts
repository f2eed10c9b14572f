import { RDS_CLUSTER, RDS_INSTANCE } from "../../../resources/types";
import { defineRule } from "../../rule";

/** The longest retention that RDS accepts, in days. */
const MAXIMUM_DAYS = 35;

export default defineRule({
  description: "A database has automated backups.",
  rationale: "Without automated backups there is no point-in-time recovery and no read replica.",
  severity: "medium",
  category: "backup",
  remediation: "Set backupRetentionPeriod to at least 1.",
  frameworks: {
    awsConfig: ["db-instance-backup-enabled"],
    securityHub: ["RDS.11"],
    trustedAdvisor: ["opQPADkZvH"],
    checkov: ["CKV_AWS_133"],
    cdkNag: [
      "AwsSolutions-RDS13",
      "HIPAA.Security-RDSInstanceBackupEnabled",
      "NIST.800.53.R5-RDSInstanceBackupEnabled",
    ],
    kics: ["rds_with_backup_disabled"],
    compliancePolicies: ["aws-rds-instance-enable-backup-retention", "aws-rds-RDS_CLUSTER-enable-backup-retention"],
    awsGuard: ["rds-instance-backup-enabled"],
  },
  types: [RDS_INSTANCE, RDS_CLUSTER],
  scope: "graph",
  check(database) {
    // promotable-replica checks the backups of replicas.
    if (database.given("replicateSourceDb")) return undefined;
    // The provider's default is 0 for an instance and 1 for a cluster.
    const days = database.number("backupRetentionPeriod") ?? (database.type === RDS_CLUSTER ? 1 : 0);
    return days > 0 && days <= MAXIMUM_DAYS
      ? undefined
      : `backupRetentionPeriod is ${days}: 1 to ${MAXIMUM_DAYS} days keep backups`;
  },
});
