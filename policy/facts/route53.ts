import type { Resource } from "../../resources/resource";
import type { ResourceGraph } from "../../resources/resource-graph";
import { textOf } from "../../resources/text-of";
import { ROUTE53_ZONE } from "../../resources/types";

/** A DNS name in one form: lower case, without the final dot. */
export function canonicalName(name: string): string {
  return name.toLowerCase().replace(/\.$/, "");
}

/** The zone that a record is in, as something to compare: the zone's URN where it is in the graph, else its id. */
export function zoneOf(record: Resource, graph: ResourceGraph): string {
  const [zone] = graph.namedBy(record, "zoneId", ROUTE53_ZONE);
  return zone?.urn ?? textOf(record.raw("zoneId") ?? "");
}

/** Whether two names in one zone are the same: Route 53 also takes a name without the zone's domain. */
export function isSameName(one: string, other: string): boolean {
  const [short = "", long = ""] = [canonicalName(one), canonicalName(other)].sort((a, b) => a.length - b.length);
  return short === long || (short !== "" && long.startsWith(`${short}.`));
}
