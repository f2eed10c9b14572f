import { EFS_FILE_SYSTEM } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A file system is encrypted.",
  rationale: "An existing file system cannot be encrypted in place.",
  severity: "high",
  category: "encryption",
  remediation: "Set encrypted: true.",
  frameworks: {
    awsConfig: ["efs-encrypted-check"],
    securityHub: ["EFS.1"],
    checkov: ["CKV_AWS_42"],
    trivy: ["AWS-0037"],
  },
  types: [EFS_FILE_SYSTEM],
  scope: "resource",
  check: (system) => (system.flag("encrypted") === true ? undefined : "encrypted is not true"),
});
