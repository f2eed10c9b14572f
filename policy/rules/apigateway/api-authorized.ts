import type { Resource } from "../../../resources/resource";
import { some } from "../../../resources/three-valued";
import { APIGATEWAY_METHOD, APIGATEWAY_REST_API, APIGATEWAYV2_API, APIGATEWAYV2_ROUTE } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "An API requires authorization.",
  rationale: "Without authorization, everyone can call the API.",
  severity: "low",
  category: "exposure",
  remediation:
    "Set an authorizer, AWS_IAM or an API key. Suppress the rule, with a reason, for an API that is meant to be public.",
  frameworks: {
    awsConfig: ["api-gwv2-authorization-type-configured"],
    securityHub: ["APIGateway.8"],
    checkov: ["CKV_AWS_59", "CKV_AWS_309"],
    trivy: ["AWS-0004"],
  },
  types: [APIGATEWAY_METHOD, APIGATEWAYV2_ROUTE],
  scope: "graph",
  check(route, { graph }) {
    // Browsers send preflight requests without credentials.
    if (route.text("httpMethod") === "OPTIONS" || route.text("routeKey")?.startsWith("OPTIONS ")) return undefined;
    // In a WebSocket API, a connection is authorized once, by the route $connect.
    const key = route.text("routeKey");
    if (route.type === APIGATEWAYV2_ROUTE && key !== "$connect") {
      const apis = graph.namedBy(route, "apiId", APIGATEWAYV2_API);
      if (key === "$disconnect" || some(apis, (api) => api.text("protocolType") === "WEBSOCKET")) return undefined;
    }
    // A private API is reached through VPC endpoints only, and not at all without a resource policy.
    const isPrivate = (api: Resource) => api.text("endpointConfiguration.types") === "PRIVATE";
    if (some(graph.namedBy(route, "restApi", APIGATEWAY_REST_API), isPrivate)) return undefined;
    const property = route.type === APIGATEWAY_METHOD ? "authorization" : "authorizationType";
    if ((route.text(property) ?? "NONE") !== "NONE" || route.flag("apiKeyRequired") === true) return undefined;
    return `${property} is NONE`;
  },
});
