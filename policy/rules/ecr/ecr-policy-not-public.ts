import { each } from "../../../resources/three-valued";
import { ECR_REPOSITORY_POLICY } from "../../../resources/types";
import { allowsPublic, statements } from "../../facts/policy-documents";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A repository policy does not allow public access.",
  rationale: "Whoever may push can replace the images that the application runs.",
  severity: "high",
  category: "exposure",
  remediation: "Name accounts, roles or services as principals, or restrict them with a condition.",
  frameworks: { checkov: ["CKV_AWS_32"], trivy: ["AWS-0032"] },
  types: [ECR_REPOSITORY_POLICY],
  scope: "resource",
  check: (repository) =>
    each(statements(repository, "policy"), (statement) =>
      allowsPublic(statement) ? "a statement allows public access" : undefined,
    ),
});
