import { S3_BUCKET } from "../../../resources/types";
import { isVersioned } from "../../facts/bucket-settings";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A bucket is versioned.",
  rationale: "Without versions, an overwrite or a deletion cannot be undone. Replication requires versioning.",
  severity: "medium",
  category: "replication",
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
  types: [S3_BUCKET],
  scope: "graph",
  check: (bucket, { graph }) => (isVersioned(bucket, graph) ? undefined : "versioning is not enabled"),
});
