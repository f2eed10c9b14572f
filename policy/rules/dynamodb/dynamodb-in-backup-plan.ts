import { DYNAMODB_TABLE } from "../../../resources/types";
import { inBackupPlan } from "../../facts/backup";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A table is in an AWS Backup plan.",
  rationale: "Backups under a plan have their own vault and retention, which deleting the table does not take along.",
  severity: "medium",
  category: "backup",
  remediation: "Name the table, or a tag of it, in a backup selection.",
  frameworks: {
    awsConfig: ["dynamodb-in-backup-plan"],
    cdkNag: ["HIPAA.Security-DynamoDBInBackupPlan", "NIST.800.53.R5-DynamoDBInBackupPlan"],
  },
  types: [DYNAMODB_TABLE],
  scope: "graph",
  check: (table, { graph }) => (inBackupPlan(table, graph) ? undefined : "no backup selection covers it"),
});
