import { SECRETSMANAGER_SECRET } from "../../../resources/types";
import { namesCustomerKey } from "../../facts/kms";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A secret is encrypted with a key of the customer's own.",
  rationale: "Only one's own key can be withheld, shared across accounts and paired with a key in another region.",
  severity: "low",
  category: "encryption",
  remediation: "Set kmsKeyId to a key of yours.",
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
  check: (secret) => (namesCustomerKey(secret, "kmsKeyId") ? undefined : "kmsKeyId names no key of yours"),
});
