import { namesCustomerKey } from "../../facts/kms";
import { defineRule } from "../../rule";

export const rdsCustomerManagedKey = defineRule({
  name: "rds-customer-managed-key",
  description: "A database's storage is encrypted with a key of the customer's own.",
  rationale: "Only one's own key can be withheld, audited and replicated to another region.",
  severity: "low",
  category: "encryption",
  remediation: "Set kmsKeyId to a key of yours.",
  frameworks: {
    checkov: ["CKV_AWS_327"],
    compliancePolicies: [
      "aws-rds-instance-configure-customer-managed-key",
      "aws-rds-cluster-configure-customer-managed-key",
    ],
  },
  types: ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster"],
  scope: "graph",
  check: (database) => (namesCustomerKey(database, "kmsKeyId") ? undefined : "kmsKeyId names no key of yours"),
});
