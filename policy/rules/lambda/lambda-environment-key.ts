import { LAMBDA_FUNCTION } from "../../../resources/types";
import { namesCustomerKey } from "../../facts/kms";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A function's environment variables are encrypted with a customer managed key.",
  rationale:
    "With the AWS managed key, everyone who may read the function's configuration sees the variables in plain text.",
  severity: "low",
  category: "encryption",
  remediation: "Set kmsKeyArn on functions that have environment variables.",
  frameworks: { checkov: ["CKV_AWS_173"] },
  types: [LAMBDA_FUNCTION],
  scope: "graph",
  check(fn) {
    if (!fn.has("environment")) return undefined;
    return namesCustomerKey(fn, "kmsKeyArn") ? undefined : "kmsKeyArn does not name a customer managed key";
  },
});
