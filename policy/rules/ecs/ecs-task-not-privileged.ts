import { each } from "../../../resources/three-valued";
import { ECS_TASK_DEFINITION } from "../../../resources/types";
import { containersOf } from "../../facts/ecs";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A container does not run in privileged mode.",
  rationale: "A privileged container has root access to its host.",
  severity: "high",
  category: "exposure",
  remediation: "Set privileged: false in containerDefinitions, or omit it.",
  frameworks: { securityHub: ["ECS.4"], checkov: ["CKV_AWS_334"] },
  types: [ECS_TASK_DEFINITION],
  scope: "resource",
  check: (task) =>
    each(containersOf(task), (container) =>
      container.flag("privileged") === true ? `container ${container.text("name")} is privileged` : undefined,
    ),
});
