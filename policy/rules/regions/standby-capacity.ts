import { z } from "zod";
import { counterpartIn } from "../../../resources/counterparts";
import { activeOf, stackOf } from "../../../resources/topology";
import { AUTOSCALING_GROUP } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A standby group can grow to what the active one runs, and runs one instance at least.",
  rationale:
    "A standby too small to take the load fails over into an outage; one that runs nothing has never been tried.",
  severity: "high",
  category: "recovery across regions",
  remediation:
    "Set maxSize to the active group's desired size or more, and minSize to 1; declare a pilot light with pilotLight: true.",
  frameworks: {},
  types: [AUTOSCALING_GROUP],
  scope: "graph",
  parameters: z.object({
    pilotLight: z.boolean().default(false).describe("whether a standby may run no instance until a failover"),
  }),
  check(group, { graph, parameters }) {
    if (!stackOf(group, graph, "standby")) return undefined;
    const least = group.number("minSize") ?? 0;
    if (least < 1 && !parameters.pilotLight) return `minSize is ${least}`;
    const twin = counterpartIn(activeOf(graph).stack, group, graph);
    if (!twin) return undefined;
    const wanted = twin.number("desiredCapacity") ?? twin.number("minSize") ?? 0;
    const most = group.number("maxSize") ?? 0;
    return most < wanted ? `maxSize is ${most}, the active group runs ${wanted}` : undefined;
  },
});
