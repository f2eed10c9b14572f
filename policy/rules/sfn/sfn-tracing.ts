import { defineRule } from "../../rule";

export const sfnTracing = defineRule({
  name: "sfn-tracing",
  description: "A state machine is traced.",
  rationale: "A trace shows which step of a failover took how long.",
  severity: "low",
  category: "logging",
  remediation: "Set tracingConfiguration.enabled: true.",
  frameworks: { checkov: ["CKV_AWS_284"], cdkNag: ["AwsSolutions-SF2"] },
  types: ["aws:sfn/stateMachine:StateMachine"],
  scope: "resource",
  check: (machine) =>
    machine.flag("tracingConfiguration.enabled") === true ? undefined : "tracingConfiguration.enabled is not true",
});
