import { some } from "../../estate/three-valued";
import { defineRule } from "../../rule";
import { deniesClearText, statements } from "../iam/policy-document";
import { sideResources } from "./bucket-settings";

export const s3BucketTlsOnly = defineRule({
  name: "s3-bucket-tls-only",
  what: "A bucket's policy refuses requests without TLS.",
  why: "What is sent in clear can be read and changed on its way.",
  severity: "medium",
  concern: "encryption",
  remediation: "Deny s3:* to all principals where aws:SecureTransport is false.",
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
  types: ["aws:s3/bucket:Bucket"],
  scope: "estate",
  check(bucket, { estate }) {
    const policies = [bucket, ...sideResources(bucket, "bucketPolicy", estate)];
    return some(policies, (place) => some(statements(place, "policy"), deniesClearText))
      ? undefined
      : "no policy denies requests without TLS";
  },
});
