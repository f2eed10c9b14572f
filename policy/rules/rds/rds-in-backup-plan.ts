import { RDS_CLUSTER, RDS_INSTANCE } from "../../../resources/types";
import { inBackupPlan } from "../../facts/backup";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A database is part of an AWS Backup plan.",
  rationale: "Backups in a plan have a vault and a retention of their own, and remain when the database is deleted.",
  severity: "medium",
  category: "backup",
  remediation: "Include the database, or one of its tags, in a backup selection.",
  frameworks: {
    awsConfig: ["rds-in-backup-plan"],
    securityHub: ["RDS.26"],
    checkov: ["CKV2_AWS_8"],
    cdkNag: ["HIPAA.Security-RDSInBackupPlan", "NIST.800.53.R5-RDSInBackupPlan"],
  },
  types: [RDS_INSTANCE, RDS_CLUSTER],
  scope: "graph",
  check: (database, { graph }) => (inBackupPlan(database, graph) ? undefined : "no backup selection covers it"),
});
