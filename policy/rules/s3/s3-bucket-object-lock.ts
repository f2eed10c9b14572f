import { S3_BUCKET } from "../../../resources/types";
import { sideResources } from "../../facts/bucket-settings";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A bucket has Object Lock.",
  rationale: "Versioning alone does not protect against an administrator whose credentials were stolen.",
  severity: "medium",
  category: "backup",
  remediation:
    "Set objectLockEnabled: true and add a BucketObjectLockConfiguration. Existing buckets can enable it as well.",
  frameworks: {
    awsConfig: ["s3-bucket-default-lock-enabled"],
    securityHub: ["S3.15"],
    checkov: ["CKV_AWS_143"],
    cdkNag: ["NIST.800.53.R5-S3BucketDefaultLockEnabled"],
    kics: ["s3_bucket_object_lock_not_enabled"],
  },
  types: [S3_BUCKET],
  scope: "graph",
  check(bucket, { graph }) {
    const locked =
      bucket.flag("objectLockEnabled") === true ||
      bucket.text("objectLockConfiguration.objectLockEnabled") === "Enabled" ||
      sideResources(bucket, "bucketObjectLockConfiguration", graph).length > 0;
    return locked ? undefined : "object lock is not enabled";
  },
});
