import { each } from "../../estate/three-valued";
import { defineRule } from "../../rule";
import { encryptionRules, kmsAlgorithms } from "./bucket-settings";

export const s3BucketKey = defineRule({
  name: "s3-bucket-key",
  what: "A bucket encrypted with KMS uses a bucket key.",
  why: "Without one, every object costs a call to KMS, and a failover meets its rate limit.",
  severity: "low",
  concern: "operations",
  remediation: "Set bucketKeyEnabled: true.",
  frameworks: { compliancePolicies: ["aws-s3-bucket-enable-server-side-encryption-bucket-key"] },
  types: ["aws:s3/bucket:Bucket"],
  scope: "estate",
  check: (bucket, { estate }) =>
    each(encryptionRules(bucket, estate), (rule) =>
      kmsAlgorithms.has(rule.default?.text("sseAlgorithm")) && !rule.bucketKey
        ? "bucketKeyEnabled is not true"
        : undefined,
    ),
});
