import { ECR_REPOSITORY } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A repository's tags are immutable.",
  rationale: "Both regions of a system must run the same image. A tag that can be moved does not guarantee that.",
  severity: "medium",
  category: "operations",
  remediation: 'Set imageTagMutability: "IMMUTABLE".',
  frameworks: { securityHub: ["ECR.2"], checkov: ["CKV_AWS_51"], trivy: ["AWS-0031"] },
  types: [ECR_REPOSITORY],
  scope: "resource",
  check: (repository) =>
    repository.text("imageTagMutability")?.startsWith("IMMUTABLE") ? undefined : "imageTagMutability is not IMMUTABLE",
});
