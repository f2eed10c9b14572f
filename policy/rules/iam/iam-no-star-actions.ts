import { each } from "../../../resources/three-valued";
import { actionsOf, allows, statements } from "../../facts/policy-documents";
import { defineRule } from "../../rule";

export const iamNoStarActions = defineRule({
  name: "iam-no-star-actions",
  description: "A policy names the actions that it allows.",
  rationale: "All actions include those that nobody thought of, and those of tomorrow.",
  severity: "high",
  category: "exposure",
  remediation: "Name the actions, such as s3:GetObject.",
  frameworks: { checkov: ["CKV_AWS_63"], cdkNag: ["AwsSolutions-IAM5"] },
  types: [
    "aws:iam/policy:Policy",
    "aws:iam/rolePolicy:RolePolicy",
    "aws:iam/userPolicy:UserPolicy",
    "aws:iam/groupPolicy:GroupPolicy",
  ],
  scope: "resource",
  check: (policy) =>
    each(statements(policy, "policy"), (statement) =>
      allows(statement) && actionsOf(statement).some((action) => action === "*" || action === "*:*")
        ? "a statement allows every action"
        : undefined,
    ),
});
