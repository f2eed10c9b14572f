import { EBS_VOLUME } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A volume is encrypted.",
  rationale: "A snapshot of an unencrypted volume can be read by everyone it is shared with.",
  severity: "high",
  category: "encryption",
  remediation: "Set encrypted: true.",
  frameworks: {
    awsConfig: ["encrypted-volumes"],
    securityHub: ["EC2.3"],
    checkov: ["CKV_AWS_3"],
    trivy: ["AWS-0026"],
    kics: ["ebs_volume_encryption_disabled"],
    compliancePolicies: ["aws-ebs-volume-disallow-unencrypted-volume"],
    awsGuard: ["encrypted-volumes"],
  },
  types: [EBS_VOLUME],
  scope: "resource",
  check: (volume) => (volume.flag("encrypted") === true ? undefined : "encrypted is not true"),
});
