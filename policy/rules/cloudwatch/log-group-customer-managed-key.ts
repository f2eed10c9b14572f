import { CLOUDWATCH_LOG_GROUP } from "../../../resources/types";
import { namesCustomerKey } from "../../facts/kms";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A log group is encrypted with a key of the customer's own.",
  rationale: "Logs contain what nobody meant to log.",
  severity: "low",
  category: "encryption",
  remediation: "Set kmsKeyId to a key of yours.",
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
  check: (group) => (namesCustomerKey(group, "kmsKeyId") ? undefined : "kmsKeyId names no key of yours"),
});
