import { defineRule } from "../../rule";
import { namesCustomerKey } from "../kms/customer-key";

export const logGroupCustomerManagedKey = defineRule({
  name: "log-group-customer-managed-key",
  what: "A log group is encrypted with a key of the customer's own.",
  why: "Logs contain what nobody meant to log.",
  severity: "low",
  concern: "encryption",
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
  types: ["aws:cloudwatch/logGroup:LogGroup"],
  scope: "estate",
  check: (group) => (namesCustomerKey(group, "kmsKeyId") ? undefined : "kmsKeyId names no key of yours"),
});
