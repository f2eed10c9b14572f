import { each, Undecided } from "../../../resources/three-valued";
import { ECS_TASK_DEFINITION } from "../../../resources/types";
import { isInterpolation, isUnknown } from "../../../resources/unknown";
import { containersOf } from "../../facts/ecs";
import { defineRule } from "../../rule";

/** Region of an image in a private ECR registry. */
const ECR_REGION = /^\d{12}\.dkr\.ecr(?:-fips)?\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\//;

export default defineRule({
  description: "A task's images are in a registry of its own region.",
  rationale: "A standby that pulls from the registry of a lost region can start no task.",
  severity: "high",
  category: "recovery across regions",
  remediation: "Replicate the repository (aws.ecr.ReplicationConfiguration) and name the image in the task's region.",
  frameworks: {},
  types: [ECS_TASK_DEFINITION],
  scope: "graph",
  check: (task) =>
    each(containersOf(task), (container) => {
      const image = container.raw("image");
      if (isUnknown(image) || isInterpolation(image)) throw new Undecided(`the image of ${container.text("name")}`);
      const region = ECR_REGION.exec(String(image))?.[1];
      return region === undefined || task.region === null || region === task.region
        ? undefined
        : `container ${container.text("name")} pulls its image from ${region}, the task is in ${task.region}`;
    }),
});
