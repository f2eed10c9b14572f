import { DYNAMODB_TABLE } from "../../../resources/types";
import { namesCustomerKey } from "../../facts/kms";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A table is encrypted with a customer managed key.",
  rationale: "Access can be revoked by key policy with a customer managed key only.",
  severity: "low",
  category: "encryption",
  remediation: "Set serverSideEncryption with enabled: true and kmsKeyArn.",
  frameworks: { awsConfig: ["dynamodb-table-encrypted-kms"], checkov: ["CKV_AWS_119"], trivy: ["AWS-0025"] },
  types: [DYNAMODB_TABLE],
  scope: "graph",
  check(table) {
    const own =
      table.flag("serverSideEncryption.enabled") === true && namesCustomerKey(table, "serverSideEncryption.kmsKeyArn");
    return own ? undefined : "serverSideEncryption does not name a customer managed key";
  },
});
