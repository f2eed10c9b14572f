import { APIGATEWAY_STAGE, APIGATEWAYV2_STAGE } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "An API stage writes access logs.",
  rationale: "After a failover, the access log shows which requests failed.",
  severity: "medium",
  category: "logging",
  remediation: "Set accessLogSettings.destinationArn.",
  frameworks: {
    securityHub: ["APIGateway.1", "APIGateway.9"],
    checkov: ["CKV_AWS_76", "CKV_AWS_95"],
    trivy: ["AWS-0001"],
  },
  types: [APIGATEWAY_STAGE, APIGATEWAYV2_STAGE],
  scope: "graph",
  check: (stage) =>
    stage.given("accessLogSettings.destinationArn") ? undefined : "accessLogSettings.destinationArn is not set",
});
