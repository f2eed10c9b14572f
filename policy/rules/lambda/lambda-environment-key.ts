import { namesCustomerKey } from "../../facts/kms";
import { defineRule } from "../../rule";

export const lambdaEnvironmentKey = defineRule({
  name: "lambda-environment-key",
  description: "A function's environment is encrypted with a key of the customer's own.",
  rationale: "Whoever may read the configuration reads the variables in clear, unless the key is theirs too.",
  severity: "low",
  category: "encryption",
  remediation: "Set kmsKeyArn where the function has environment variables.",
  frameworks: { checkov: ["CKV_AWS_173"] },
  types: ["aws:lambda/function:Function"],
  scope: "graph",
  check(fn) {
    if (!fn.has("environment")) return undefined;
    return namesCustomerKey(fn, "kmsKeyArn") ? undefined : "kmsKeyArn names no key of yours";
  },
});
