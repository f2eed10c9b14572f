import { textOf } from "../../../resources/text-of";
import { each, Undecided } from "../../../resources/three-valued";
import { ECS_TASK_DEFINITION } from "../../../resources/types";
import { isInterpolation, isUnknown } from "../../../resources/unknown";
import { containersOf } from "../../facts/ecs";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A container's image is named by its digest.",
  rationale: "A tag can name another image in the other region, or tomorrow: both regions must run the same program.",
  severity: "low",
  category: "operations",
  remediation: "Name the image as repository@sha256:digest.",
  frameworks: {},
  types: [ECS_TASK_DEFINITION],
  scope: "resource",
  check: (task) =>
    each(containersOf(task), (container) => {
      const image = container.raw("image");
      if (isUnknown(image) || isInterpolation(image)) throw new Undecided(`the image of ${container.text("name")}`);
      return /@sha256:[0-9a-f]{64}$/.test(textOf(image))
        ? undefined
        : `container ${container.text("name")} has the image ${image}, which names no digest`;
    }),
});
