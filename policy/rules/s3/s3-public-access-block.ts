import { S3_BUCKET } from "../../../resources/types";
import { everyFlagOfAccount, sideResources } from "../../facts/bucket-settings";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A bucket has a public access block.",
  rationale: "Without one, an ACL or policy statement that is added later can make objects public.",
  severity: "high",
  category: "exposure",
  remediation: "Add a BucketPublicAccessBlock, or an AccountPublicAccessBlock, with all four flags true.",
  frameworks: {
    awsConfig: ["s3-bucket-level-public-access-prohibited"],
    securityHub: ["S3.8"],
    checkov: ["CKV2_AWS_6"],
    trivy: ["AWS-0094"],
    cdkNag: [
      "AwsSolutions-S2",
      "HIPAA.Security-S3BucketLevelPublicAccessProhibited",
      "NIST.800.53.R5-S3BucketLevelPublicAccessProhibited",
      "PCI.DSS.321-S3BucketLevelPublicAccessProhibited",
    ],
  },
  types: [S3_BUCKET],
  scope: "graph",
  check: (bucket, { graph }) =>
    everyFlagOfAccount(graph) || sideResources(bucket, "bucketPublicAccessBlock", graph).length > 0
      ? undefined
      : "it has no public access block",
});
