import type { Resource } from "../../resources/resource";
import type { ResourceGraph } from "../../resources/resource-graph";
import { EC2_SUBNET } from "../../resources/types";

/** A finding where the subnets that a property lists are fewer than two, or are known to lie in one zone. */
export function tooFewZones(resource: Resource, property: string, graph: ResourceGraph): string | undefined {
  const listed = resource.raw(property);
  const count = Array.isArray(listed) ? listed.length : undefined;
  if (count !== undefined && count < 2) return `${property} names ${count === 1 ? "one subnet" : "no subnet"}`;
  const subnets = graph.namedBy(resource, property, EC2_SUBNET);
  if (subnets.length === 0) {
    // The subnets are in another stack, or inside a component that is not expanded: there are two of them at least.
    if (count === undefined) resource.read(property);
    return undefined;
  }
  if (subnets.some((subnet) => !subnet.has("availabilityZone") && !subnet.has("availabilityZoneId"))) return undefined;
  const zones = new Set(subnets.map((subnet) => subnet.text("availabilityZone") ?? subnet.text("availabilityZoneId")));
  return zones.size < 2 && (count === undefined || subnets.length === count)
    ? `${property} names subnets of the zone ${[...zones].join()} only`
    : undefined;
}
