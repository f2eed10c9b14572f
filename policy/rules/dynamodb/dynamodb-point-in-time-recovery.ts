import type { Inputs } from "../../../resources/inputs";
import { each } from "../../../resources/three-valued";
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
  remediate(table) {
    if (table.type === DYNAMODB_TABLE_REPLICA) return { pointInTimeRecovery: true };
    const replicas = table.list("replicas").map((_, index) => [`replicas.${index}.pointInTimeRecovery`, true]);
    return { "pointInTimeRecovery.enabled": true, ...Object.fromEntries(replicas) };
  },
  check(table) {
    if (table.type === DYNAMODB_TABLE_REPLICA) {
      return table.flag("pointInTimeRecovery") === true ? undefined : "pointInTimeRecovery is not true";
    }
    return each<Inputs>([table, ...table.list("replicas")], (copy) => {
      if (copy === table)
        return table.flag("pointInTimeRecovery.enabled") === true
          ? undefined
          : "pointInTimeRecovery.enabled is not true";
      return copy.flag("pointInTimeRecovery") === true ? undefined : `${copy.path}.pointInTimeRecovery is not true`;
    });
  },
});
