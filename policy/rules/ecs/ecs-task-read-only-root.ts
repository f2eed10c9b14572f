import { each } from "../../../resources/three-valued";
import { ECS_TASK_DEFINITION } from "../../../resources/types";
import { containersOf } from "../../facts/ecs";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A container's root file system is read-only.",
  rationale: "A process that is taken over cannot replace programs or configuration of the container.",
  severity: "medium",
  category: "operations",
  remediation:
    "Set readonlyRootFilesystem: true in containerDefinitions, and mount a volume for what the container writes.",
  frameworks: { awsConfig: ["ecs-containers-readonly-access"], securityHub: ["ECS.5"], checkov: ["CKV_AWS_336"] },
  types: [ECS_TASK_DEFINITION],
  scope: "resource",
  check: (task) =>
    // Windows containers have no read-only root file system.
    task.text("runtimePlatform.operatingSystemFamily")?.startsWith("WINDOWS")
      ? undefined
      : each(containersOf(task), (container) =>
          container.flag("readonlyRootFilesystem") === true
            ? undefined
            : `container ${container.text("name")} can write to its root file system`,
        ),
});
