import { some } from "../../../resources/three-valued";
import { S3_BUCKET } from "../../../resources/types";
import { sideResources } from "../../facts/bucket-settings";
import { statements } from "../../facts/policy-documents";
import { bucketAndObjects, deniesUnencrypted } from "../../facts/tls-only";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A bucket policy denies requests without TLS.",
  rationale: "Data that is sent unencrypted can be read and changed in transit.",
  severity: "medium",
  category: "encryption",
  remediation: "Deny s3:* on the bucket and its objects to all principals where aws:SecureTransport is false.",
  frameworks: {
    awsConfig: ["s3-bucket-ssl-requests-only"],
    securityHub: ["S3.5"],
    checkov: ["CKV_AWS_379"],
    cdkNag: [
      "AwsSolutions-S10",
      "HIPAA.Security-S3BucketSSLRequestsOnly",
      "NIST.800.53.R5-S3BucketSSLRequestsOnly",
      "PCI.DSS.321-S3BucketSSLRequestsOnly",
    ],
    kics: ["s3_bucket_without_ssl_in_write_actions"],
  },
  types: [S3_BUCKET],
  scope: "graph",
  check(bucket, { graph }) {
    const policies = [bucket, ...sideResources(bucket, "bucketPolicy", graph)];
    const denied = some(policies, (holder) =>
      deniesUnencrypted(statements(holder, "policy"), "s3:*", bucketAndObjects, ["bucket", "objects"]),
    );
    return denied ? undefined : "no policy denies all requests without TLS to the bucket and its objects";
  },
});
