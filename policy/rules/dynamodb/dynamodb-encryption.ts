import { DYNAMODB_TABLE } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A table is encrypted with a KMS key whose use CloudTrail records.",
  rationale: "With the key that DynamoDB owns, there is no record of who decrypted the data.",
  severity: "low",
  category: "encryption",
  remediation: "Set serverSideEncryption.enabled: true.",
  frameworks: {
    cfnGuard: ["dynamodb-table-must-be-encrypted"],
    awsConfig: ["dynamodb-table-encryption-enabled"],
    kics: ["dynamodb_table_not_encrypted"],
    awsGuard: ["dynamodb-table-encryption-enabled"],
  },
  types: [DYNAMODB_TABLE],
  scope: "resource",
  check: (table) =>
    table.flag("serverSideEncryption.enabled") === true ? undefined : "serverSideEncryption.enabled is not true",
});
