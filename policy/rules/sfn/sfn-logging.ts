import { SFN_STATE_MACHINE } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A state machine logs its executions.",
  rationale: "Execution history is kept for 90 days, and express workflows have none.",
  severity: "medium",
  category: "logging",
  remediation: "Set loggingConfiguration with a level, includeExecutionData and a log group.",
  frameworks: { securityHub: ["StepFunctions.1"], checkov: ["CKV_AWS_285"], cdkNag: ["AwsSolutions-SF1"] },
  types: [SFN_STATE_MACHINE],
  scope: "resource",
  check(machine) {
    const level = machine.text("loggingConfiguration.level") ?? "OFF";
    if (level === "OFF") return "loggingConfiguration.level is OFF";
    return machine.flag("loggingConfiguration.includeExecutionData") === true
      ? undefined
      : "loggingConfiguration.includeExecutionData is not true";
  },
});
