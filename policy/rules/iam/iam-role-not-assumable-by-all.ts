import { each } from "../../estate/three-valued";
import { defineRule } from "../../rule";
import { allowsAnyone, hasCondition, statements } from "./policy-document";

export const iamRoleNotAssumableByAll = defineRule({
  name: "iam-role-not-assumable-by-all",
  what: "A role names who may assume it.",
  why: "A role that every account may assume belongs to everybody.",
  severity: "critical",
  concern: "exposure",
  remediation: "Name accounts, roles or services as principals, or set a condition.",
  frameworks: { checkov: ["CKV_AWS_60"], kics: ["iam_role_allows_all_principals_to_assume"] },
  types: ["aws:iam/role:Role"],
  scope: "resource",
  check: (role) =>
    each(statements(role, "assumeRolePolicy"), (statement) =>
      allowsAnyone(statement) && !hasCondition(statement) ? "every principal may assume it" : undefined,
    ),
});
