import { some } from "../../estate/three-valued";
import { defineRule } from "../../rule";
import { deniesClearText, statements } from "../iam/policy-document";

export const snsPolicyTlsOnly = defineRule({
  name: "sns-policy-tls-only",
  what: "A topic's policy refuses requests without TLS.",
  why: "What is published in clear can be read on its way.",
  severity: "medium",
  concern: "encryption",
  remediation: "Deny sns:Publish where aws:SecureTransport is false.",
  frameworks: { cdkNag: ["AwsSolutions-SNS3"] },
  types: ["aws:sns/topicPolicy:TopicPolicy"],
  scope: "resource",
  check: (policy) =>
    some(statements(policy, "policy"), deniesClearText) ? undefined : "no statement denies requests without TLS",
});
