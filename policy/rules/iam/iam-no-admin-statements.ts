import { each } from "../../../resources/three-valued";
import { IAM_GROUP_POLICY, IAM_POLICY, IAM_ROLE_POLICY, IAM_USER_POLICY } from "../../../resources/types";
import { actionsOf, allows, statements } from "../../facts/policy-documents";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A policy does not allow all actions on all resources.",
  rationale: "One leaked credential would give access to the whole account.",
  severity: "high",
  category: "exposure",
  remediation: "List the actions and the resources that are needed.",
  frameworks: {
    awsConfig: ["iam-policy-no-statements-with-admin-access"],
    securityHub: ["IAM.1"],
    checkov: ["CKV_AWS_62"],
    trivy: ["AWS-0057"],
    cdkNag: [
      "HIPAA.Security-IAMPolicyNoStatementsWithAdminAccess",
      "NIST.800.53.R5-IAMPolicyNoStatementsWithAdminAccess",
      "PCI.DSS.321-IAMPolicyNoStatementsWithAdminAccess",
    ],
    kics: ["iam_policies_with_full_privileges"],
  },
  types: [IAM_POLICY, IAM_ROLE_POLICY, IAM_USER_POLICY, IAM_GROUP_POLICY],
  scope: "resource",
  check: (policy) =>
    each(statements(policy, "policy"), (statement) => {
      if (!allows(statement) || !actionsOf(statement).some((action) => action === "*" || action === "*:*"))
        return undefined;
      return statement.texts("Resource").includes("*")
        ? "a statement allows every action on every resource"
        : undefined;
    }),
});
