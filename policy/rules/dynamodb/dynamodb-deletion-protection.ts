import { DYNAMODB_TABLE } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A table has deletion protection.",
  rationale: "Deleting a table also deletes its point-in-time recovery, except for one final backup.",
  severity: "medium",
  category: "backup",
  remediation: "Set deletionProtectionEnabled: true.",
  frameworks: { awsConfig: ["dynamodb-table-deletion-protection-enabled"], securityHub: ["DynamoDB.6"] },
  types: [DYNAMODB_TABLE],
  scope: "resource",
  remediate: () => ({ deletionProtectionEnabled: true }),
  check: (table) =>
    table.flag("deletionProtectionEnabled") === true ? undefined : "deletionProtectionEnabled is not true",
});
