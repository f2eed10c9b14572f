import { each } from "../../../resources/three-valued";
import { IAM_GROUP_POLICY, IAM_POLICY, IAM_ROLE_POLICY, IAM_USER_POLICY } from "../../../resources/types";
import { actionsOf, allows, statements } from "../../facts/policy-documents";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A policy lists the actions that it allows.",
  rationale: "A wildcard also allows actions that nobody intended, including those that AWS adds later.",
  severity: "high",
  category: "exposure",
  remediation: "List the actions, such as s3:GetObject.",
  frameworks: { checkov: ["CKV_AWS_63"], cdkNag: ["AwsSolutions-IAM5"] },
  types: [IAM_POLICY, IAM_ROLE_POLICY, IAM_USER_POLICY, IAM_GROUP_POLICY],
  scope: "resource",
  check: (policy) =>
    each(statements(policy, "policy"), (statement) =>
      allows(statement) && actionsOf(statement).some((action) => action === "*" || action === "*:*")
        ? "a statement allows every action"
        : undefined,
    ),
});
