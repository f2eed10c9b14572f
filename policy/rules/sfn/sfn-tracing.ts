import { SFN_STATE_MACHINE } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A state machine has tracing enabled.",
  rationale: "Traces show how long each step of a failover took.",
  severity: "low",
  category: "logging",
  remediation: "Set tracingConfiguration.enabled: true.",
  frameworks: { checkov: ["CKV_AWS_284"], cdkNag: ["AwsSolutions-SF2"] },
  types: [SFN_STATE_MACHINE],
  scope: "resource",
  check: (machine) =>
    machine.flag("tracingConfiguration.enabled") === true ? undefined : "tracingConfiguration.enabled is not true",
});
