import { each } from "../../../resources/three-valued";
import { S3_BUCKET } from "../../../resources/types";
import { encryptionRules, kmsAlgorithms } from "../../facts/bucket-settings";
import { namesCustomerKey } from "../../facts/kms";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A bucket encrypted with KMS names a key of the customer's own.",
  rationale: "Objects under the key that AWS manages cannot be shared with, or replicated to, what needs the key.",
  severity: "low",
  category: "encryption",
  remediation: "Set kmsMasterKeyId to a key of yours.",
  frameworks: { compliancePolicies: ["aws-s3-bucket-configure-server-side-encryption-customer-managed-key"] },
  types: [S3_BUCKET],
  scope: "graph",
  check: (bucket, { graph }) =>
    each(encryptionRules(bucket, graph), ({ default: rule }) => {
      if (!rule || !kmsAlgorithms.has(rule.text("sseAlgorithm"))) return undefined;
      return namesCustomerKey(rule, "kmsMasterKeyId") ? undefined : `${rule.path}.kmsMasterKeyId names no key of yours`;
    }),
});
