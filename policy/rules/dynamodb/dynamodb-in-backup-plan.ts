import { defineRule } from "../../rule";
import { inBackupPlan } from "../backup/selection";

export const dynamodbInBackupPlan = defineRule({
  name: "dynamodb-in-backup-plan",
  what: "A table is in an AWS Backup plan.",
  why: "Backups under a plan have their own vault and retention, which deleting the table does not take along.",
  severity: "medium",
  concern: "backup",
  remediation: "Name the table, or a tag of it, in a backup selection.",
  frameworks: {
    awsConfig: ["dynamodb-in-backup-plan"],
    cdkNag: ["HIPAA.Security-DynamoDBInBackupPlan", "NIST.800.53.R5-DynamoDBInBackupPlan"],
  },
  types: ["aws:dynamodb/table:Table"],
  scope: "estate",
  check: (table, { estate }) => (inBackupPlan(table, estate) ? undefined : "no backup selection covers it"),
});
