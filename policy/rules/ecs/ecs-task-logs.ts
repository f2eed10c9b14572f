import { each } from "../../../resources/three-valued";
import { ECS_TASK_DEFINITION } from "../../../resources/types";
import { containersOf } from "../../facts/ecs";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A container sends its logs to a log driver.",
  rationale: "The output of a container without a log driver is lost with its task.",
  severity: "medium",
  category: "logging",
  remediation:
    "Set logConfiguration in containerDefinitions; log-group-customer-managed-key checks the encryption of the log group.",
  frameworks: { awsConfig: ["ecs-task-definition-log-configuration"], securityHub: ["ECS.9"] },
  types: [ECS_TASK_DEFINITION],
  scope: "resource",
  check: (task) =>
    each(containersOf(task), (container) =>
      container.text("logConfiguration.logDriver") === undefined
        ? `container ${container.text("name")} has no logConfiguration`
        : undefined,
    ),
});
