import { each } from "../../../resources/three-valued";
import { S3_BUCKET } from "../../../resources/types";
import { encryptionRules, KMS_ALGORITHMS } from "../../facts/bucket-settings";
import { namesCustomerKey } from "../../facts/kms";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A bucket that is encrypted with KMS uses a customer managed key.",
  rationale: "Objects that are encrypted with an AWS managed key cannot be shared with another account.",
  severity: "low",
  category: "encryption",
  remediation: "Set kmsMasterKeyId to a customer managed key.",
  frameworks: { compliancePolicies: ["aws-s3-bucket-configure-server-side-encryption-customer-managed-key"] },
  types: [S3_BUCKET],
  scope: "graph",
  check: (bucket, { graph }) =>
    each(encryptionRules(bucket, graph), ({ default: rule }) => {
      if (!rule || !KMS_ALGORITHMS.has(rule.text("sseAlgorithm"))) return undefined;
      return namesCustomerKey(rule, "kmsMasterKeyId")
        ? undefined
        : `${rule.path}.kmsMasterKeyId does not name a customer managed key`;
    }),
});
