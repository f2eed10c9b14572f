import { RDS_CLUSTER, RDS_INSTANCE } from "../../../resources/types";
import { inBackupPlan } from "../../facts/backup";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A database is in an AWS Backup plan.",
  rationale:
    "Backups under a plan have their own vault and retention, which deleting the database does not take along.",
  severity: "medium",
  category: "backup",
  remediation: "Name the database, or a tag of it, in a backup selection.",
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
