import type { Resource } from "../../resources/resource";
import type { ResourceGraph } from "../../resources/resource-graph";
import { EC2_SUBNET } from "../../resources/types";

/** The zone of a subnet, by name or id; undefined where it is not known. */
export function zoneOf(subnet: Resource): string | undefined {
  return subnet.text("availabilityZone") ?? subnet.text("availabilityZoneId");
}

/** A finding where the subnets that a property lists are fewer than two, or are known to be in one zone. */
export function tooFewZones(resource: Resource, property: string, graph: ResourceGraph): string | undefined {
  const listed = resource.raw(property);
  const count = Array.isArray(listed) ? listed.length : undefined;
  if (count !== undefined && count < 2) return `${property} names ${count === 1 ? "one subnet" : "no subnet"}`;
  const subnets = graph.namedBy(resource, property, EC2_SUBNET);
  if (subnets.length === 0) {
    // The subnets are in another stack, or inside a component that is not expanded: there are at least two of them.
    if (count === undefined) resource.read(property);
    return undefined;
  }
  const zones = new Set(subnets.map(zoneOf));
  if (zones.has(undefined)) return undefined;
  return zones.size < 2 && (count === undefined || subnets.length === count)
    ? `${property} names subnets of zone ${[...zones].join()} only`
    : undefined;
}
