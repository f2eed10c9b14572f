import { LAMBDA_FUNCTION } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A function has tracing enabled.",
  rationale: "Traces show how long each step of a failover took.",
  severity: "low",
  category: "logging",
  remediation: 'Set tracingConfig.mode: "Active".',
  frameworks: {
    checkov: ["CKV_AWS_50"],
    trivy: ["AWS-0066"],
    compliancePolicies: ["aws-lambda-function-enable-tracing-config"],
  },
  types: [LAMBDA_FUNCTION],
  scope: "resource",
  check(fn) {
    const mode = fn.text("tracingConfig.mode");
    return mode === "Active" || mode === "PassThrough" ? undefined : "tracingConfig.mode is not Active";
  },
});
