import { defineRule } from "../../rule";
import { isVersioned } from "./bucket-settings";

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
    cdkNag: [
      "HIPAA.Security-S3BucketVersioningEnabled",
      "NIST.800.53.R5-S3BucketVersioningEnabled",
      "PCI.DSS.321-S3BucketVersioningEnabled",
    ],
    kics: ["s3_bucket_without_versioning"],
  },
  types: ["aws:s3/bucket:Bucket"],
  scope: "estate",
  check: (bucket, { estate }) => (isVersioned(bucket, estate) ? undefined : "versioning is not enabled"),
});
