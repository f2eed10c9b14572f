import {
  IAM_GROUP_POLICY_ATTACHMENT,
  IAM_GROUP_POLICY_ATTACHMENTS_EXCLUSIVE,
  IAM_POLICY_ATTACHMENT,
  IAM_ROLE,
  IAM_ROLE_POLICY_ATTACHMENT,
  IAM_ROLE_POLICY_ATTACHMENTS_EXCLUSIVE,
  IAM_USER_POLICY_ATTACHMENT,
  IAM_USER_POLICY_ATTACHMENTS_EXCLUSIVE,
  SSOADMIN_MANAGED_POLICY_ATTACHMENT,
} from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "AdministratorAccess is not attached to a principal.",
  rationale: "One leaked credential would give access to the whole account.",
  severity: "high",
  category: "exposure",
  remediation: "Attach a policy that grants the required permissions only.",
  frameworks: { cfnGuard: ["iam-role-administrator-access-policy-rule"], checkov: ["CKV_AWS_274"] },
  types: [
    IAM_ROLE,
    IAM_POLICY_ATTACHMENT,
    IAM_ROLE_POLICY_ATTACHMENT,
    IAM_USER_POLICY_ATTACHMENT,
    IAM_GROUP_POLICY_ATTACHMENT,
    IAM_ROLE_POLICY_ATTACHMENTS_EXCLUSIVE,
    IAM_USER_POLICY_ATTACHMENTS_EXCLUSIVE,
    IAM_GROUP_POLICY_ATTACHMENTS_EXCLUSIVE,
    SSOADMIN_MANAGED_POLICY_ATTACHMENT,
  ],
  scope: "resource",
  check(attachment) {
    const paths = ["policyArn", "managedPolicyArn", "managedPolicyArns", "policyArns"];
    const arns = paths.flatMap((path) => attachment.texts(path));
    return arns.some((arn) => /^arn:aws[\w-]*:iam::aws:policy\/AdministratorAccess$/.test(arn))
      ? "it attaches AdministratorAccess"
      : undefined;
  },
});
