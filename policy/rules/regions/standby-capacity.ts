import { z } from "zod";
import { counterpartIn } from "../../../resources/counterparts";
import { activeOf, siteOf } from "../../../resources/topology";
import { AUTOSCALING_GROUP } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A standby group can scale to the active group's size, and runs at least one instance.",
  rationale: "A standby that is too small cannot take the load. A standby that runs nothing has never been tested.",
  severity: "high",
  category: "recovery across regions",
  remediation: ({ pilotLight }) =>
    `Set maxSize to at least the active group's desired size, and minSize to 1. Declare a pilot light with ${pilotLight}: true.`,
  frameworks: {},
  types: [AUTOSCALING_GROUP],
  scope: "graph",
  comparesRegions: true,
  parameters: z.object({
    pilotLight: z.boolean().default(false).describe("whether a standby may run no instance until a failover"),
  }),
  check(group, { graph, parameters }) {
    if (!siteOf(group, graph, "standby")) return undefined;
    const least = group.number("minSize") ?? 0;
    if (least < 1 && !parameters.pilotLight) return `minSize is ${least}`;
    const counterpart = counterpartIn(activeOf(graph), group, graph);
    if (!counterpart) return undefined;
    const wanted = counterpart.number("desiredCapacity") ?? counterpart.number("minSize") ?? 0;
    const most = group.number("maxSize") ?? 0;
    return most < wanted ? `maxSize is ${most}, the active group runs ${wanted}` : undefined;
  },
});
