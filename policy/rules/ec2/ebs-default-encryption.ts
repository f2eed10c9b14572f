import { EBS_ENCRYPTION_BY_DEFAULT } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "EBS encryption by default is enabled.",
  rationale: "Otherwise one forgotten flag creates an unencrypted volume.",
  severity: "high",
  category: "encryption",
  remediation: "Set enabled: true, or omit it.",
  frameworks: { awsConfig: ["ec2-ebs-encryption-by-default"], securityHub: ["EC2.7"], checkov: ["CKV_AWS_106"] },
  types: [EBS_ENCRYPTION_BY_DEFAULT],
  scope: "resource",
  remediate: () => ({ enabled: true }),
  check: (setting) => (setting.flag("enabled") === false ? "enabled is false" : undefined),
});
