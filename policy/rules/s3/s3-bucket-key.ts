import { each } from "../../../resources/three-valued";
import { S3_BUCKET } from "../../../resources/types";
import { encryptionRules } from "../../facts/bucket-settings";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A bucket that is encrypted with KMS uses an S3 Bucket Key.",
  rationale: "Without one, every object needs a call to KMS, whose rate limit a failover can exceed.",
  severity: "low",
  category: "operations",
  remediation: "Set bucketKeyEnabled: true.",
  frameworks: { compliancePolicies: ["aws-s3-bucket-enable-server-side-encryption-bucket-key"] },
  types: [S3_BUCKET],
  scope: "graph",
  check: (bucket, { graph }) =>
    each(encryptionRules(bucket, graph), (rule) =>
      // Dual-layer encryption, aws:kms:dsse, supports no bucket keys.
      rule.default?.text("sseAlgorithm") === "aws:kms" && !rule.bucketKey ? "bucketKeyEnabled is not true" : undefined,
    ),
});
