import { some } from "../../../resources/three-valued";
import { LAMBDA_FUNCTION, LAMBDA_FUNCTION_EVENT_INVOKE_CONFIG } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A function that is invoked asynchronously keeps events that it could not process.",
  rationale: "After two retries the event is discarded without notice.",
  severity: "medium",
  category: "operations",
  remediation: "Set deadLetterConfig, or add a FunctionEventInvokeConfig with an onFailure destination.",
  frameworks: {
    awsConfig: ["lambda-dlq-check"],
    checkov: ["CKV_AWS_116"],
    cdkNag: ["HIPAA.Security-LambdaDLQ", "NIST.800.53.R5-LambdaDLQ"],
  },
  types: [LAMBDA_FUNCTION],
  scope: "graph",
  check(fn, { graph }) {
    if (fn.given("deadLetterConfig.targetArn")) return undefined;
    const configured = graph.referringTo(fn, LAMBDA_FUNCTION_EVENT_INVOKE_CONFIG, "functionName");
    const kept = some(configured, (config) => config.given("destinationConfig.onFailure.destination"));
    return kept ? undefined : "neither a dead-letter queue nor a failure destination keeps failed events";
  },
});
