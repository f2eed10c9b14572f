import { some } from "../../../resources/three-valued";
import { SNS_TOPIC_POLICY } from "../../../resources/types";
import { deniesClearText, statements } from "../../facts/policy-documents";
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
    some(statements(policy, "policy"), deniesClearText) ? undefined : "no statement denies requests without TLS",
});
