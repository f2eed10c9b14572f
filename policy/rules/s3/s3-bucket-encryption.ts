import { some } from "../../../resources/three-valued";
import { encryptionRules, kmsAlgorithms } from "../../facts/bucket-settings";
import { defineRule } from "../../rule";

const algorithms = new Set([...kmsAlgorithms, "AES256"]);

export const s3BucketEncryption = defineRule({
  name: "s3-bucket-encryption",
  description: "A bucket states how its objects are encrypted.",
  rationale: "What AWS does by default is not what an auditor can read here, and not what a replica gets.",
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
  types: ["aws:s3/bucket:Bucket"],
  scope: "graph",
  check: (bucket, { graph }) =>
    some(encryptionRules(bucket, graph), (rule) => algorithms.has(rule.default?.text("sseAlgorithm")))
      ? undefined
      : "no default encryption is configured",
});
