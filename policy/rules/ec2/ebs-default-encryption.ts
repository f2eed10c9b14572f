import { EBS_ENCRYPTION_BY_DEFAULT } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "New volumes of the account are encrypted unless told otherwise.",
  rationale: "One forgotten flag is an unencrypted disk.",
  severity: "high",
  category: "encryption",
  remediation: "Set enabled: true, or leave it out.",
  frameworks: { awsConfig: ["ec2-ebs-encryption-by-default"], securityHub: ["EC2.7"], checkov: ["CKV_AWS_106"] },
  types: [EBS_ENCRYPTION_BY_DEFAULT],
  scope: "resource",
  check: (setting) => (setting.flag("enabled") === false ? "enabled is false" : undefined),
});
