import { some } from "../../../resources/three-valued";
import { S3_BUCKET } from "../../../resources/types";
import { encryptionRules, isLogBucket, KMS_ALGORITHMS } from "../../facts/bucket-settings";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A bucket that stores data, not logs, is encrypted with KMS.",
  rationale: "With S3 managed keys, permission to read the bucket is enough. A KMS key requires a second permission.",
  severity: "medium",
  category: "encryption",
  remediation:
    'Set sseAlgorithm: "aws:kms". Buckets that receive access logs are exempt, because most services can deliver only with S3 managed keys.',
  frameworks: {
    awsConfig: ["s3-default-encryption-kms"],
    securityHub: ["S3.17"],
    checkov: ["CKV_AWS_145"],
    trivy: ["AWS-0132"],
    cdkNag: [
      "HIPAA.Security-S3DefaultEncryptionKMS",
      "NIST.800.53.R5-S3DefaultEncryptionKMS",
      "PCI.DSS.321-S3DefaultEncryptionKMS",
    ],
    compliancePolicies: ["aws-s3-bucket-configure-server-side-encryption-kms"],
  },
  types: [S3_BUCKET],
  scope: "graph",
  check(bucket, { graph }) {
    const kms = some(encryptionRules(bucket, graph), (rule) => KMS_ALGORITHMS.has(rule.default?.text("sseAlgorithm")));
    return kms || isLogBucket(bucket, graph) ? undefined : "its objects are not encrypted with KMS";
  },
});
