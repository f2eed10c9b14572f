import { some } from "../../../resources/three-valued";
import { S3_BUCKET } from "../../../resources/types";
import { encryptionRules, isLogBucket, kmsAlgorithms } from "../../facts/bucket-settings";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A bucket that keeps data, and not logs, is encrypted with KMS.",
  rationale: "Objects under S3-managed keys are open to whoever may read the bucket; a KMS key is a second lock.",
  severity: "medium",
  category: "encryption",
  remediation:
    'Set sseAlgorithm: "aws:kms". A bucket that takes access logs is exempt: most services can write no other way than with S3-managed keys.',
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
    const kms = some(encryptionRules(bucket, graph), (rule) => kmsAlgorithms.has(rule.default?.text("sseAlgorithm")));
    return kms || isLogBucket(bucket, graph) ? undefined : "its objects are not encrypted with KMS";
  },
});
