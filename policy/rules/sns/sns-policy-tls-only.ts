import { SNS_TOPIC_POLICY } from "../../../resources/types";
import { statements } from "../../facts/policy-documents";
import { deniesUnencrypted } from "../../facts/tls-only";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A topic policy denies requests without TLS.",
  rationale: "Messages that are published unencrypted can be read in transit.",
  severity: "medium",
  category: "encryption",
  remediation: "Deny sns:Publish where aws:SecureTransport is false.",
  frameworks: { cdkNag: ["AwsSolutions-SNS3"] },
  types: [SNS_TOPIC_POLICY],
  scope: "resource",
  check: (policy) =>
    deniesUnencrypted(statements(policy, "policy"), "sns:Publish", (topics) => topics.map(() => "topic"), ["topic"])
      ? undefined
      : "no statement denies all requests to publish without TLS",
});
