import { z } from "zod";
import { counterpartIn } from "../../../resources/counterparts";
import type { Resource } from "../../../resources/resource";
import type { ResourceGraph } from "../../../resources/resource-graph";
import type { Finding } from "../../../resources/three-valued";
import { scalableTarget } from "../../../resources/tier-capacity";
import { activeOf, siteOf } from "../../../resources/topology";
import { AUTOSCALING_GROUP, ECS_SERVICE } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A standby group or service can scale to the active one's size, and runs at least one instance or task.",
  rationale: "A standby that is too small cannot take the load. A standby that runs nothing has never been tested.",
  severity: "high",
  category: "recovery across regions",
  remediation: ({ pilotLight }) =>
    `Set maxSize (maxCapacity of a service's scalable target) to at least the active region's desired size, and minSize (minCapacity) to 1. Declare a pilot light with ${pilotLight}: true.`,
  frameworks: {},
  types: [AUTOSCALING_GROUP, ECS_SERVICE],
  scope: "graph",
  comparesRegions: true,
  parameters: z.object({
    pilotLight: z.boolean().default(false).describe("whether a standby may run no instance or task until a failover"),
  }),
  check(group, { graph, parameters }) {
    if (!siteOf(group, graph, "standby")) return undefined;
    if (group.type === ECS_SERVICE) return serviceFinding(group, graph, parameters.pilotLight);
    const least = group.number("minSize") ?? 0;
    if (least < 1 && !parameters.pilotLight) return `minSize is ${least}`;
    const counterpart = counterpartIn(activeOf(graph), group, graph);
    if (!counterpart) return undefined;
    const wanted = counterpart.number("desiredCapacity") ?? counterpart.number("minSize") ?? 0;
    const most = group.number("maxSize") ?? 0;
    return most < wanted ? `maxSize is ${most}, the active group runs ${wanted}` : undefined;
  },
});

/** A service without a scalable target keeps its number of tasks; a failover can raise it without a limit. */
function serviceFinding(service: Resource, graph: ResourceGraph, pilotLight: boolean): Finding {
  const target = scalableTarget(service, graph);
  const least = target ? (target.number("minCapacity") ?? 0) : (service.number("desiredCount") ?? 0);
  if (least < 1 && !pilotLight) return target ? `minCapacity is ${least}` : `desiredCount is ${least}`;
  const counterpart = counterpartIn(activeOf(graph), service, graph);
  const most = target?.number("maxCapacity");
  if (counterpart === undefined || most === undefined) return undefined;
  const wanted = counterpart.number("desiredCount") ?? 0;
  return most < wanted ? `maxCapacity is ${most}, the active service runs ${wanted}` : undefined;
}
