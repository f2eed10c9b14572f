import { each } from "../../../resources/three-valued";
import { IDENTITY_POLICY_TYPES, identityStatements } from "../../facts/iam";
import { allowsEveryAction } from "../../facts/policy-documents";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A policy lists the actions that it allows.",
  rationale: "A wildcard also allows actions that nobody intended, including those that AWS adds later.",
  severity: "high",
  category: "exposure",
  remediation: "List the actions, such as s3:GetObject.",
  frameworks: { checkov: ["CKV_AWS_63"], cdkNag: ["AwsSolutions-IAM5"] },
  types: IDENTITY_POLICY_TYPES,
  scope: "resource",
  check: (policy) =>
    each(identityStatements(policy), (statement) =>
      allowsEveryAction(statement) ? "a statement allows every action, or every action but some" : undefined,
    ),
});
