import { defineRule } from "../../rule";

export const iamNoAdminManagedPolicy = defineRule({
  name: "iam-no-admin-managed-policy",
  description: "Nobody gets AdministratorAccess by attachment.",
  rationale: "One leaked credential would be the whole account.",
  severity: "high",
  category: "exposure",
  remediation: "Attach a policy with what is needed.",
  frameworks: { cfnGuard: ["iam-role-administrator-access-policy-rule"], checkov: ["CKV_AWS_274"] },
  types: [
    "aws:iam/role:Role",
    "aws:iam/policyAttachment:PolicyAttachment",
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    "aws:iam/userPolicyAttachment:UserPolicyAttachment",
    "aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
  ],
  scope: "resource",
  check(attachment) {
    const arns = [attachment.text("policyArn") ?? "", ...attachment.texts("managedPolicyArns")];
    return arns.some((arn) => /^arn:aws[\w-]*:iam::aws:policy\/AdministratorAccess$/.test(arn))
      ? "it attaches AdministratorAccess"
      : undefined;
  },
});
