import { RDS_CLUSTER, RDS_INSTANCE } from "../../../resources/types";
import { namesCustomerKey } from "../../facts/kms";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A database's storage is encrypted with a customer managed key.",
  rationale: "Only a customer managed key can be revoked, audited and replicated to another region.",
  severity: "low",
  category: "encryption",
  remediation: "Set kmsKeyId to a customer managed key.",
  frameworks: {
    checkov: ["CKV_AWS_327"],
    compliancePolicies: [
      "aws-rds-instance-configure-customer-managed-key",
      "aws-rds-cluster-configure-customer-managed-key",
    ],
  },
  types: [RDS_INSTANCE, RDS_CLUSTER],
  scope: "graph",
  check: (database) =>
    namesCustomerKey(database, "kmsKeyId") ? undefined : "kmsKeyId does not name a customer managed key",
});
