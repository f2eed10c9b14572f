import { DYNAMODB_TABLE, DYNAMODB_TABLE_REPLICA } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A table and its replicas have point-in-time recovery.",
  rationale: "Without it, items that a faulty deployment overwrites cannot be restored.",
  severity: "medium",
  category: "backup",
  remediation: "Set pointInTimeRecovery.enabled: true, and pointInTimeRecovery: true on each replica.",
  frameworks: {
    awsConfig: ["dynamodb-pitr-enabled"],
    securityHub: ["DynamoDB.2"],
    checkov: ["CKV_AWS_28", "CKV_AWS_165"],
    trivy: ["AWS-0024"],
    cdkNag: ["AwsSolutions-DDB3", "HIPAA.Security-DynamoDBPITREnabled", "NIST.800.53.R5-DynamoDBPITREnabled"],
    kics: ["dynamodb_table_point_in_time_recovery_disabled"],
  },
  types: [DYNAMODB_TABLE, DYNAMODB_TABLE_REPLICA],
  scope: "resource",
  check(table) {
    const enabled = table.type.endsWith("TableReplica")
      ? table.flag("pointInTimeRecovery") === true
      : table.flag("pointInTimeRecovery.enabled") === true;
    return enabled ? undefined : "point-in-time recovery is not enabled";
  },
});
