import { LAMBDA_FUNCTION_URL } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A function URL requires authorization.",
  rationale: "Without authorization, everyone who knows the URL can invoke the function.",
  severity: "high",
  category: "exposure",
  remediation: 'Set authorizationType: "AWS_IAM", and invoke the URL through CloudFront with origin access control.',
  frameworks: { checkov: ["CKV_AWS_258"] },
  types: [LAMBDA_FUNCTION_URL],
  scope: "resource",
  check: (url) => (url.text("authorizationType") === "NONE" ? "authorizationType is NONE" : undefined),
});
