import { defineRule } from "../../rule";
import { lifecycleRules } from "./bucket-settings";

export const s3BucketLifecycle = defineRule({
  name: "s3-bucket-lifecycle",
  what: "A bucket says how long it keeps what.",
  why: "Old versions pile up unseen and are paid for for ever.",
  severity: "low",
  concern: "operations",
  remediation: "Add a BucketLifecycleConfiguration.",
  frameworks: {
    awsConfig: ["s3-version-lifecycle-policy-check", "s3-lifecycle-policy-check"],
    securityHub: ["S3.10", "S3.13"],
    checkov: ["CKV2_AWS_61"],
  },
  types: ["aws:s3/bucket:Bucket"],
  scope: "estate",
  check: (bucket, { estate }) => (lifecycleRules(bucket, estate).length > 0 ? undefined : "it has no lifecycle rule"),
});
