import { defineRule } from "../../rule";

export const acmCertificateRenews = defineRule({
  name: "acm-certificate-renews",
  description: "A certificate renews itself.",
  rationale: "An imported one, or one validated by e-mail, expires when nobody thinks of it.",
  severity: "medium",
  category: "operations",
  remediation: 'Let ACM issue it, with validationMethod: "DNS".',
  frameworks: {
    awsConfig: ["acm-certificate-expiration-check"],
    securityHub: ["ACM.1"],
    cdkNag: ["HIPAA.Security-ACMCertificateExpirationCheck"],
    awsGuard: ["acm-certificate-expiration"],
  },
  types: ["aws:acm/certificate:Certificate"],
  scope: "graph",
  check(certificate) {
    if (certificate.has("certificateBody") || certificate.has("privateKey"))
      return "it is imported: ACM does not renew it";
    if (certificate.given("certificateAuthorityArn")) return undefined;
    return certificate.text("validationMethod") === "DNS" ? undefined : "validationMethod is not DNS";
  },
});
