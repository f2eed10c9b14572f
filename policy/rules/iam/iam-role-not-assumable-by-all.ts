import { each } from "../../../resources/three-valued";
import { IAM_ROLE } from "../../../resources/types";
import { allowsPublic, statements } from "../../facts/policy-documents";
import { sharedProviderWithoutSubject } from "../../facts/shared-identity-providers";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A role's trust policy names the principals that may assume it.",
  rationale: "A role that every account may assume can be used by anyone.",
  severity: "critical",
  category: "exposure",
  remediation:
    "Name accounts, roles or services as principals, or restrict them with a condition. For an identity provider that many organizations share, require its sub claim.",
  frameworks: { checkov: ["CKV_AWS_60", "CKV_AWS_358"], kics: ["iam_role_allows_all_principals_to_assume"] },
  types: [IAM_ROLE],
  scope: "resource",
  check: (role) =>
    each(statements(role, "assumeRolePolicy"), (statement) => {
      if (allowsPublic(statement)) return "every principal may assume it";
      const provider = sharedProviderWithoutSubject(statement);
      return provider === undefined
        ? undefined
        : `every identity of ${provider} may assume it: no condition on its sub`;
    }),
});
