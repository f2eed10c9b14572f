import { some } from "../../../resources/three-valued";
import { S3_BUCKET } from "../../../resources/types";
import { encryptionRules, KMS_ALGORITHMS } from "../../facts/bucket-settings";
import { defineRule } from "../../rule";

const ALGORITHMS = new Set([...KMS_ALGORITHMS, "AES256"]);

export default defineRule({
  description: "A bucket has an explicit encryption configuration.",
  rationale: "An explicit configuration is visible to auditors, and also applies to replicas.",
  severity: "high",
  category: "encryption",
  remediation: "Add a BucketServerSideEncryptionConfiguration.",
  frameworks: {
    awsConfig: ["s3-bucket-server-side-encryption-enabled"],
    checkov: ["CKV_AWS_19"],
    trivy: ["AWS-0088"],
    kics: ["s3_bucket_sse_disabled"],
    compliancePolicies: ["aws-s3-bucket-enable-server-side-encryption"],
  },
  types: [S3_BUCKET],
  scope: "graph",
  check: (bucket, { graph }) =>
    some(encryptionRules(bucket, graph), (rule) => ALGORITHMS.has(rule.default?.text("sseAlgorithm")))
      ? undefined
      : "no default encryption is configured",
});
