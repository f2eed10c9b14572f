import { ACM_CERTIFICATE } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A certificate renews automatically.",
  rationale: "An imported certificate, or one that is validated by email, expires unless someone renews it in time.",
  severity: "medium",
  category: "operations",
  remediation: 'Let ACM issue the certificate, with validationMethod: "DNS".',
  frameworks: {
    awsConfig: ["acm-certificate-expiration-check"],
    securityHub: ["ACM.1"],
    cdkNag: ["HIPAA.Security-ACMCertificateExpirationCheck"],
    awsGuard: ["acm-certificate-expiration"],
  },
  types: [ACM_CERTIFICATE],
  scope: "graph",
  check(certificate) {
    if (certificate.has("certificateBody") || certificate.has("privateKey"))
      return "it is imported: ACM does not renew it";
    if (certificate.given("certificateAuthorityArn")) return undefined;
    return certificate.text("validationMethod") === "DNS" ? undefined : "validationMethod is not DNS";
  },
});
