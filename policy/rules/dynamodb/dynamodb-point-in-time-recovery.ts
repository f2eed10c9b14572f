import { DYNAMODB_TABLE, DYNAMODB_TABLE_REPLICA } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A table can be restored to any second of the retention.",
  rationale: "A bad deploy that overwrites items cannot be undone otherwise.",
  severity: "medium",
  category: "backup",
  remediation: "Set pointInTimeRecovery.enabled: true.",
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
