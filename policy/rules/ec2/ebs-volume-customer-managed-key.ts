import { EBS_SNAPSHOT_COPY, EBS_VOLUME } from "../../../resources/types";
import { namesCustomerKey } from "../../facts/kms";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A volume is encrypted with a customer managed key.",
  rationale: "Only a customer managed key can be revoked, audited and shared with another account.",
  severity: "low",
  category: "encryption",
  remediation: "Set kmsKeyId to a customer managed key.",
  frameworks: {
    cfnGuard: ["ebs-volume-encryption-key-rule"],
    checkov: ["CKV_AWS_189", "CKV_AWS_183"],
    trivy: ["AWS-0027"],
    compliancePolicies: ["aws-ebs-volume-configure-customer-managed-key"],
  },
  types: [EBS_VOLUME, EBS_SNAPSHOT_COPY],
  scope: "graph",
  check: (volume) =>
    namesCustomerKey(volume, "kmsKeyId") ? undefined : "kmsKeyId does not name a customer managed key",
});
