import { LAMBDA_FUNCTION } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A function has reserved concurrency.",
  rationale: "A function that shares the account's concurrency cannot run when other functions have used it up.",
  severity: "medium",
  category: "operations",
  remediation: "Set reservedConcurrentExecutions.",
  frameworks: {
    awsConfig: ["lambda-concurrency-check"],
    checkov: ["CKV_AWS_115"],
    cdkNag: ["HIPAA.Security-LambdaConcurrency", "NIST.800.53.R5-LambdaConcurrency"],
  },
  types: [LAMBDA_FUNCTION],
  scope: "resource",
  check(fn) {
    const reserved = fn.number("reservedConcurrentExecutions") ?? -1;
    return reserved >= 0 ? undefined : "reservedConcurrentExecutions is not set";
  },
});
