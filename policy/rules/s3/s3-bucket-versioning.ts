import { defineRule } from "../../rule";
import { versioningOf } from "./bucket-settings";

export const s3BucketVersioning = defineRule({
  name: "s3-bucket-versioning",
  what: "A bucket keeps the versions of its objects.",
  why: "An overwrite or a deletion cannot be undone without versions, and replication refuses an unversioned bucket.",
  severity: "medium",
  concern: "replication",
  remediation: 'Add a BucketVersioning with versioningConfiguration.status "Enabled".',
  frameworks: {
    awsConfig: ["s3-bucket-versioning-enabled"],
    securityHub: ["S3.14"],
    trustedAdvisor: ["R365s2Qddf"],
    checkov: ["CKV_AWS_21"],
    trivy: ["AWS-0090"],
    cdkNag: ["NIST.800.53.R5-S3BucketVersioningEnabled"],
  },
  types: ["aws:s3/bucket:Bucket"],
  scope: "estate",
  check: (bucket, { estate }) => (versioningOf(bucket, estate) ? undefined : "no versioning is enabled"),
});
