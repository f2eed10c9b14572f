import { EBS_SNAPSHOT_COPY, EBS_VOLUME } from "../../../resources/types";
import { namesCustomerKey } from "../../facts/kms";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A volume is encrypted with a key of the customer's own.",
  rationale: "Only one's own key can be withheld, audited and shared with another account.",
  severity: "low",
  category: "encryption",
  remediation: "Set kmsKeyId to a key of yours.",
  frameworks: {
    cfnGuard: ["ebs-volume-encryption-key-rule"],
    checkov: ["CKV_AWS_189", "CKV_AWS_183"],
    trivy: ["AWS-0027"],
    compliancePolicies: ["aws-ebs-volume-configure-customer-managed-key"],
  },
  types: [EBS_VOLUME, EBS_SNAPSHOT_COPY],
  scope: "graph",
  check: (volume) => (namesCustomerKey(volume, "kmsKeyId") ? undefined : "kmsKeyId names no key of yours"),
});
