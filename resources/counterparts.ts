import type { Resource } from "./resource";
import { perGraph, type ResourceGraph } from "./resource-graph";
import { type RegionalStack, topologyOf } from "./topology";

/** The resources of one region: its name, its stack, and what the stack registers there. */
export type Side = Pick<RegionalStack, "region" | "stack" | "resources">;

/** The generation that a rebuilt database's name carries, at its end or before another part: tier-database-g2. */
const GENERATION = /-g\d+(?![\w])/g;

/** A name without the generation of what was rebuilt. */
export function withoutGeneration(name: string): string {
  return name.replace(GENERATION, "");
}

/**
 * Pairs the resources of two regions by type and logical name. Names that differ by the region, or by the generation of what was
 * rebuilt, are the same name.
 */
export function pairCounterparts(one: Side, other: Side): ReadonlyMap<Resource, Resource> {
  const others = new Map(other.resources.map((resource) => [keyOf(resource, other), resource]));
  const pairs = new Map<Resource, Resource>();
  for (const resource of one.resources) {
    const counterpart = others.get(keyOf(resource, one));
    if (counterpart) pairs.set(resource, counterpart);
  }
  return pairs;
}

/** The resource's counterpart in another regional stack; undefined where it has none. */
export function counterpartIn(stack: string, resource: Resource, graph: ResourceGraph): Resource | undefined {
  return pairsOf(graph).get(stack)?.get(resource);
}

/** For each regional stack, the counterparts in it of the resources of the stacks with the other role. */
const pairsOf = perGraph((graph) => {
  const { active, standbys } = topologyOf(graph);
  const pairs = new Map<string, ReadonlyMap<Resource, Resource>>();
  if (!active) return pairs;
  for (const standby of standbys) pairs.set(standby.stack, pairCounterparts(active, standby));
  pairs.set(active.stack, new Map(standbys.flatMap((standby) => [...pairCounterparts(standby, active)])));
  return pairs;
});

function keyOf(resource: Resource, { region }: Side): string {
  return `${resource.type} ${withoutGeneration(resource.name.replaceAll(region, "*"))}`;
}
