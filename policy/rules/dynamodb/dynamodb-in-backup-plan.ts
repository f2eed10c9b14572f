import { DYNAMODB_TABLE } from "../../../resources/types";
import { inBackupPlan } from "../../facts/backup";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A table is part of an AWS Backup plan.",
  rationale: "Backups in a plan have a vault and a retention of their own, and remain when the table is deleted.",
  severity: "medium",
  category: "backup",
  remediation: "Include the table, or one of its tags, in a backup selection.",
  frameworks: {
    awsConfig: ["dynamodb-in-backup-plan"],
    cdkNag: ["HIPAA.Security-DynamoDBInBackupPlan", "NIST.800.53.R5-DynamoDBInBackupPlan"],
  },
  types: [DYNAMODB_TABLE],
  scope: "graph",
  check: (table, { graph }) => (inBackupPlan(table, graph) ? undefined : "no backup selection covers it"),
});
