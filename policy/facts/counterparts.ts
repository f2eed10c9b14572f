import type { Resource } from "../../resources/resource";
import { perGraph, type ResourceGraph } from "../../resources/resource-graph";
import { topologyOf } from "../../resources/topology";

/** The part of a logical name that twins share: without the region, and without the generation of what was rebuilt (db-g2). */
function sharedName(resource: Resource): string {
  const name = resource.region === null ? resource.name : resource.name.replaceAll(resource.region, "*");
  return name.replace(/-g\d+$/, "");
}

/** The resources of each regional stack, by type and shared name. */
const byKey = perGraph((graph) => {
  const { active, standbys } = topologyOf(graph);
  return new Map(
    [...standbys, ...(active ? [active] : [])].map(({ stack, resources }) => [
      stack,
      new Map(resources.map((resource) => [key(resource), resource])),
    ]),
  );
});

/** The resource's twin in another regional stack, undefined where it has none. */
export function counterpartIn(stack: string, resource: Resource, graph: ResourceGraph): Resource | undefined {
  return byKey(graph).get(stack)?.get(key(resource));
}

function key(resource: Resource): string {
  return `${resource.type} ${sharedName(resource)}`;
}
