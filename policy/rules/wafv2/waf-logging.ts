import { WAFV2_WEB_ACL, WAFV2_WEB_ACL_LOGGING_CONFIGURATION } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A web ACL has logging.",
  rationale: "Without a log, nobody can see whether a rule blocks legitimate requests.",
  severity: "low",
  category: "logging",
  remediation: "Add a WebAclLoggingConfiguration.",
  frameworks: {
    awsConfig: ["wafv2-logging-enabled"],
    securityHub: ["WAF.11"],
    checkov: ["CKV2_AWS_31"],
    cdkNag: [
      "HIPAA.Security-WAFv2LoggingEnabled",
      "NIST.800.53.R5-WAFv2LoggingEnabled",
      "PCI.DSS.321-WAFv2LoggingEnabled",
    ],
  },
  types: [WAFV2_WEB_ACL],
  scope: "graph",
  check: (acl, { graph }) =>
    graph.referringTo(acl, WAFV2_WEB_ACL_LOGGING_CONFIGURATION, "resourceArn").length > 0
      ? undefined
      : "its requests are not logged",
});
