import { each } from "../../../resources/three-valued";
import { SQS_QUEUE, SQS_QUEUE_POLICY } from "../../../resources/types";
import { allowsAnyone, hasCondition, statements } from "../../facts/policy-documents";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A queue's policy allows nothing to everybody.",
  rationale: "Whoever may send may forge messages; whoever may receive takes them away.",
  severity: "high",
  category: "exposure",
  remediation: "Name accounts, roles or services as principals, or set a condition on the source.",
  frameworks: {
    cfnGuard: ["sqs-queuepolicy-no-wildcard-principal"],
    securityHub: ["SQS.3"],
    checkov: ["CKV_AWS_168", "CKV_AWS_387"],
    trivy: ["AWS-0097"],
  },
  types: [SQS_QUEUE, SQS_QUEUE_POLICY],
  scope: "resource",
  check: (queue) =>
    each(statements(queue, "policy"), (statement) =>
      allowsAnyone(statement) && !hasCondition(statement)
        ? "a statement allows every principal, without a condition"
        : undefined,
    ),
});
