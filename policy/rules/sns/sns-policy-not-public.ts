import { each } from "../../../resources/three-valued";
import { SNS_TOPIC, SNS_TOPIC_POLICY } from "../../../resources/types";
import { allowsAnyone, hasCondition, statements } from "../../facts/policy-documents";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A topic's policy allows nothing to everybody.",
  rationale: "Whoever may publish may start what listens; whoever may subscribe reads along.",
  severity: "high",
  category: "exposure",
  remediation: "Name accounts, roles or services as principals, or set a condition on the source.",
  frameworks: {
    cfnGuard: ["sns-topicpolicy-no-wildcard-principal"],
    securityHub: ["SNS.4"],
    checkov: ["CKV_AWS_169"],
    kics: ["sns_topic_is_publicly_accessible"],
  },
  types: [SNS_TOPIC, SNS_TOPIC_POLICY],
  scope: "resource",
  check: (topic) =>
    each(statements(topic, "policy"), (statement) =>
      allowsAnyone(statement) && !hasCondition(statement)
        ? "a statement allows every principal, without a condition"
        : undefined,
    ),
});
