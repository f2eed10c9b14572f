import { each } from "../../../resources/three-valued";
import { SQS_QUEUE, SQS_QUEUE_POLICY } from "../../../resources/types";
import { allowsPublic, statements } from "../../facts/policy-documents";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A queue policy does not allow public access.",
  rationale: "Whoever may send can forge messages. Whoever may receive can remove them.",
  severity: "high",
  category: "exposure",
  remediation: "Name accounts, roles or services as principals, or restrict the source with a condition.",
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
      allowsPublic(statement) ? "a statement allows public access" : undefined,
    ),
});
