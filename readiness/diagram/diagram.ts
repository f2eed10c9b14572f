import type { PreviewDocument } from "../../preview/document";
import type { ResourceGraph } from "../../resources/resource-graph";
import type { Diagram, Topology } from "../document";
import { groupsOf, partsOf, placeOf } from "./parts";
import { pathsOf } from "./paths";

/** The system in parts, every registered resource in one of them, and what flows between them. */
export function diagramOf(inventory: ResourceGraph, topology: Topology, stacks: PreviewDocument["stacks"]): Diagram {
  const places = new Map(inventory.resources.map((item) => [item, placeOf(item, inventory, topology)]));
  const parts = partsOf(places);
  const drawn = new Set([...parts.map(({ id }) => id), ...topology.regions.map(({ region }) => region)]);
  return {
    groups: groupsOf(topology).filter(({ id }) => parts.some(({ group }) => group === id)),
    parts,
    paths: pathsOf({ inventory, places, topology, stacks }).filter(({ from, to }) => drawn.has(from) && drawn.has(to)),
  };
}
