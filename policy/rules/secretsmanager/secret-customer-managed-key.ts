import { SECRETSMANAGER_SECRET } from "../../../resources/types";
import { namesCustomerKey } from "../../facts/kms";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A secret is encrypted with a customer managed key.",
  rationale:
    "Only a customer managed key can be revoked, shared across accounts and paired with a key in another region.",
  severity: "low",
  category: "encryption",
  remediation: "Set kmsKeyId to a customer managed key.",
  frameworks: {
    awsConfig: ["secretsmanager-using-cmk"],
    checkov: ["CKV_AWS_149"],
    trivy: ["AWS-0098"],
    cdkNag: [
      "HIPAA.Security-SecretsManagerUsingKMSKey",
      "NIST.800.53.R5-SecretsManagerUsingKMSKey",
      "PCI.DSS.321-SecretsManagerUsingKMSKey",
    ],
    compliancePolicies: ["aws-secretsmanager-secret-configure-customer-managed-key"],
  },
  types: [SECRETSMANAGER_SECRET],
  scope: "graph",
  check: (secret) =>
    namesCustomerKey(secret, "kmsKeyId") ? undefined : "kmsKeyId does not name a customer managed key",
});
