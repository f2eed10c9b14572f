import { each } from "../../../resources/three-valued";
import { S3_BUCKET } from "../../../resources/types";
import { encryptionRules, kmsAlgorithms } from "../../facts/bucket-settings";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A bucket encrypted with KMS uses a bucket key.",
  rationale: "Without one, every object costs a call to KMS, and a failover meets its rate limit.",
  severity: "low",
  category: "operations",
  remediation: "Set bucketKeyEnabled: true.",
  frameworks: { compliancePolicies: ["aws-s3-bucket-enable-server-side-encryption-bucket-key"] },
  types: [S3_BUCKET],
  scope: "graph",
  check: (bucket, { graph }) =>
    each(encryptionRules(bucket, graph), (rule) =>
      kmsAlgorithms.has(rule.default?.text("sseAlgorithm")) && !rule.bucketKey
        ? "bucketKeyEnabled is not true"
        : undefined,
    ),
});
