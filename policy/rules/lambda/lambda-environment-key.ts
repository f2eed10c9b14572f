import { LAMBDA_FUNCTION } from "../../../resources/types";
import { namesCustomerKey } from "../../facts/kms";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A function's environment is encrypted with a key of the customer's own.",
  rationale: "Whoever may read the configuration reads the variables in clear, unless the key is theirs too.",
  severity: "low",
  category: "encryption",
  remediation: "Set kmsKeyArn where the function has environment variables.",
  frameworks: { checkov: ["CKV_AWS_173"] },
  types: [LAMBDA_FUNCTION],
  scope: "graph",
  check(fn) {
    if (!fn.has("environment")) return undefined;
    return namesCustomerKey(fn, "kmsKeyArn") ? undefined : "kmsKeyArn names no key of yours";
  },
});
