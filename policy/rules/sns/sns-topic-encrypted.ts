import { SNS_TOPIC } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A topic is encrypted at rest.",
  rationale: "Notifications can contain details of a system's weaknesses.",
  severity: "high",
  category: "encryption",
  remediation: "Set kmsMasterKeyId.",
  frameworks: {
    awsConfig: ["sns-encrypted-kms"],
    securityHub: ["SNS.1"],
    checkov: ["CKV_AWS_26"],
    trivy: ["AWS-0095"],
    cdkNag: [
      "AwsSolutions-SNS2",
      "HIPAA.Security-SNSEncryptedKMS",
      "NIST.800.53.R5-SNSEncryptedKMS",
      "PCI.DSS.321-SNSEncryptedKMS",
    ],
    kics: ["sns_topic_not_encrypted"],
  },
  types: [SNS_TOPIC],
  scope: "graph",
  check: (topic) => (topic.given("kmsMasterKeyId") ? undefined : "kmsMasterKeyId names no key"),
});
