import type { Resource } from "../../../resources/resource";
import type { ResourceGraph } from "../../../resources/resource-graph";
import { each, Undecided } from "../../../resources/three-valued";
import { activeOf, stackOf } from "../../../resources/topology";
import { isUnknown } from "../../../resources/unknown";
import { defineRule, everyType } from "../../rule";

/** The properties by which a replica names its source. */
const sources = new Set([
  "replicateSourceDb",
  "sourceDbInstanceArn",
  "replicationSourceIdentifier",
  "sourceRegion",
  "primaryKeyArn",
]);

export default defineRule({
  description: "A standby contains no reference to the active region, except replication sources.",
  rationale: "A standby that calls the failed region waits for it, and this shows only during a failover.",
  severity: "high",
  category: "recovery across regions",
  remediation: "Use names, ARNs and endpoints of the standby's own region.",
  frameworks: {},
  types: [everyType],
  scope: "graph",
  check(resource, { graph }) {
    if (!resource.type.startsWith("aws:") || !stackOf(resource, graph, "standby")) return undefined;
    const { region } = activeOf(graph);
    const naming = new RegExp(`:${region}:|\\.${region}\\.amazonaws\\.com|\\b${region}[a-f]\\b`);
    return each(Object.entries(resource.record.inputs), ([property, value]) => {
      if (sources.has(property)) return undefined;
      const texts = stringsOf(value);
      if (texts.some((text) => naming.test(text))) return `${property} names ${region}`;
      if (texts.some(isUnknown) && !comesFromElsewhere(resource, property, region, graph)) {
        throw new Undecided(`${resource.name}.${property}`);
      }
      return undefined;
    });
  },
});

/** Whether a value that is not known yet comes from resources in view, none of which lies in the region. */
function comesFromElsewhere(resource: Resource, property: string, region: string, graph: ResourceGraph): boolean {
  const sources = (resource.record.propertyDependencies[property] ?? []).map((urn) => graph.at(urn));
  return sources.length > 0 && sources.every((source) => source !== undefined && source.region !== region);
}

function stringsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => [key, ...stringsOf(item)]);
}
