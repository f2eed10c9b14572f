import { defineRule } from "../../rule";

export const wafLogging = defineRule({
  name: "waf-logging",
  description: "A web ACL logs what it decides.",
  rationale: "Without a log nobody knows whether a rule keeps customers out.",
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
  types: ["aws:wafv2/webAcl:WebAcl"],
  scope: "graph",
  check: (acl, { graph }) =>
    graph.referringTo(acl, "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration", "resourceArn").length > 0
      ? undefined
      : "its requests are not logged",
});
