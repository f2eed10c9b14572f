import type { PreviewDocument } from "../../preview/document";
import type { ResourceGraph } from "../../resources/resource-graph";
import type { Diagram, Topology } from "../document";
import { groupsOf, partOf, partsOf } from "./parts";
import { pathsOf } from "./paths";

/** The diagram of the system: its parts, each registered resource in one of them, and the paths between the parts. */
export function diagramOf(inventory: ResourceGraph, topology: Topology, stacks: PreviewDocument["stacks"]): Diagram {
  const refs = new Map(inventory.resources.map((item) => [item, partOf(item, inventory, topology)]));
  const parts = partsOf(refs);
  const drawn = new Set([...parts.map(({ id }) => id), ...topology.regions.map(({ region }) => region)]);
  return {
    groups: groupsOf(topology).filter(({ id }) => parts.some(({ group }) => group === id)),
    parts,
    paths: pathsOf({ inventory, refs, topology, stacks }).filter(({ from, to }) => drawn.has(from) && drawn.has(to)),
  };
}
