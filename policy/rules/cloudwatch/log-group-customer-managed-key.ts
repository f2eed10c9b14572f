import { CLOUDWATCH_LOG_GROUP } from "../../../resources/types";
import { namesCustomerKey } from "../../facts/kms";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A log group is encrypted with a customer managed key.",
  rationale: "Logs can contain sensitive data. Access to them can be revoked through a key policy of your own only.",
  severity: "low",
  category: "encryption",
  remediation: "Set kmsKeyId to a customer managed key.",
  frameworks: {
    cfnGuard: ["cloudwatch-log-group-encrypted"],
    checkov: ["CKV_AWS_158"],
    trivy: ["AWS-0017"],
    cdkNag: [
      "HIPAA.Security-CloudWatchLogGroupEncrypted",
      "NIST.800.53.R5-CloudWatchLogGroupEncrypted",
      "PCI.DSS.321-CloudWatchLogGroupEncrypted",
    ],
  },
  types: [CLOUDWATCH_LOG_GROUP],
  scope: "graph",
  check: (group) => (namesCustomerKey(group, "kmsKeyId") ? undefined : "kmsKeyId does not name a customer managed key"),
});
