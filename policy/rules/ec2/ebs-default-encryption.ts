import { defineRule } from "../../rule";

export const ebsDefaultEncryption = defineRule({
  name: "ebs-default-encryption",
  description: "New volumes of the account are encrypted unless told otherwise.",
  rationale: "One forgotten flag is an unencrypted disk.",
  severity: "high",
  category: "encryption",
  remediation: "Set enabled: true, or leave it out.",
  frameworks: { awsConfig: ["ec2-ebs-encryption-by-default"], securityHub: ["EC2.7"], checkov: ["CKV_AWS_106"] },
  types: ["aws:ebs/encryptionByDefault:EncryptionByDefault"],
  scope: "resource",
  check: (setting) => (setting.flag("enabled") === false ? "enabled is false" : undefined),
});
