import { CLOUDFRONT_DISTRIBUTION } from "../../../resources/types";
import { type Changes, defineRule } from "../../rule";

/** CloudFront's security policies from TLS 1.2 up, each with its year. */
const TLS12_POLICIES = /^TLSv1\.[23]_\d{4}$/;

export default defineRule({
  description: "A distribution requires at least TLS 1.2 from viewers.",
  rationale: "Earlier versions have known vulnerabilities.",
  severity: "high",
  category: "encryption",
  remediation: 'Set viewerCertificate with your own certificate and minimumProtocolVersion: "TLSv1.2_2021" or later.',
  frameworks: {
    cfnGuard: ["cloudfront-minimum-protocol-version-rule"],
    securityHub: ["CloudFront.15"],
    checkov: ["CKV_AWS_174"],
    trivy: ["AWS-0013"],
    cdkNag: ["AwsSolutions-CFR4"],
    kics: ["vulnerable_default_ssl_certificate", "cloudfront_without_minimum_protocol_tls_1.2"],
    compliancePolicies: ["aws-cloudfront-distribution-configure-secure-tls"],
  },
  types: [CLOUDFRONT_DISTRIBUTION],
  scope: "resource",
  // CloudFront's default certificate ignores the minimum version.
  remediate: (distribution): Changes =>
    distribution.has("viewerCertificate.acmCertificateArn") || distribution.has("viewerCertificate.iamCertificateId")
      ? { "viewerCertificate.minimumProtocolVersion": "TLSv1.2_2021" }
      : {},
  check(distribution) {
    if (distribution.flag("viewerCertificate.cloudfrontDefaultCertificate") === true) {
      return "viewerCertificate is CloudFront's default, which admits TLS 1.0";
    }
    const version = distribution.text("viewerCertificate.minimumProtocolVersion") ?? "TLSv1";
    return TLS12_POLICIES.test(version) ? undefined : `viewerCertificate.minimumProtocolVersion is ${version}`;
  },
});
