import { defineRule } from "../../rule";
import { namesCustomerKey } from "../kms/customer-key";

export const rdsCustomerManagedKey = defineRule({
  name: "rds-customer-managed-key",
  what: "A database's storage is encrypted with a key of the customer's own.",
  why: "Only one's own key can be withheld, audited and replicated to another region.",
  severity: "low",
  concern: "encryption",
  remediation: "Set kmsKeyId to a key of yours.",
  frameworks: {
    checkov: ["CKV_AWS_327"],
    compliancePolicies: [
      "aws-rds-instance-configure-customer-managed-key",
      "aws-rds-cluster-configure-customer-managed-key",
    ],
  },
  types: ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster"],
  scope: "estate",
  check: (database) => (namesCustomerKey(database, "kmsKeyId") ? undefined : "kmsKeyId names no key of yours"),
});
