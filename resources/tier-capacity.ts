import type { Role } from "../preview/document";
import { numberInput } from "./known-inputs";
import type { Resource, ResourceRecord } from "./resource";
import type { ResourceGraph } from "./resource-graph";
import { APPAUTOSCALING_TARGET, AUTOSCALING_GROUP, ECS_SERVICE } from "./types";

/** What runs a tier: an Auto Scaling group, or a service. */
export const TIER_CAPACITY_TYPES: readonly string[] = [AUTOSCALING_GROUP, ECS_SERVICE];

/** The Auto Scaling groups and services of the regions in a role. */
export function tierCapacities(graph: ResourceGraph, role?: Role): Resource[] {
  return TIER_CAPACITY_TYPES.flatMap((type) => graph.ofType(type, role));
}

/** How many instances or tasks run without load; undefined where the program does not set it. */
export function desiredNumber(item: Pick<ResourceRecord, "inputs" | "type">): number | undefined {
  return item.type === ECS_SERVICE
    ? numberInput(item, "desiredCount")
    : (numberInput(item, "desiredCapacity") ?? numberInput(item, "minSize"));
}

/** The resource with another number of instances or tasks. */
export function withDesiredNumber(item: ResourceRecord, desired: number): ResourceRecord {
  const property = item.type === ECS_SERVICE ? "desiredCount" : "desiredCapacity";
  return { ...item, inputs: { ...item.inputs, [property]: desired } };
}

/** The scalable target of a service, whose minimum and maximum bound its scaling; undefined where it does not scale. */
export function scalableTarget(service: Pick<Resource, "urn">, graph: ResourceGraph): Resource | undefined {
  return graph
    .ofType(APPAUTOSCALING_TARGET)
    .find(({ propertyDependencies }) => propertyDependencies.resourceId?.includes(service.urn));
}
