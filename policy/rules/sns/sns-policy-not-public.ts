import { each } from "../../../resources/three-valued";
import { SNS_TOPIC, SNS_TOPIC_POLICY } from "../../../resources/types";
import { allowsPublic, statements } from "../../facts/policy-documents";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A topic policy does not allow public access.",
  rationale: "Whoever may publish can trigger the subscribers. Whoever may subscribe can read the messages.",
  severity: "high",
  category: "exposure",
  remediation: "Name accounts, roles or services as principals, or restrict the source with a condition.",
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
      allowsPublic(statement) ? "a statement allows public access" : undefined,
    ),
});
