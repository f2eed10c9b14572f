import { some } from "../../estate/three-valued";
import { defineRule } from "../../rule";
import { encryptionRules, kmsAlgorithms } from "./bucket-settings";

const algorithms = new Set([...kmsAlgorithms, "AES256"]);

export const s3BucketEncryption = defineRule({
  name: "s3-bucket-encryption",
  what: "A bucket states how its objects are encrypted.",
  why: "What AWS does by default is not what an auditor can read here, and not what a replica gets.",
  severity: "high",
  concern: "encryption",
  remediation: "Add a BucketServerSideEncryptionConfiguration.",
  frameworks: {
    awsConfig: ["s3-bucket-server-side-encryption-enabled"],
    checkov: ["CKV_AWS_19"],
    trivy: ["AWS-0088"],
    kics: ["s3_bucket_sse_disabled"],
    compliancePolicies: ["aws-s3-bucket-enable-server-side-encryption"],
  },
  types: ["aws:s3/bucket:Bucket"],
  scope: "estate",
  check: (bucket, { estate }) =>
    some(encryptionRules(bucket, estate), (rule) => algorithms.has(rule.default?.text("sseAlgorithm")))
      ? undefined
      : "no default encryption is configured",
});
