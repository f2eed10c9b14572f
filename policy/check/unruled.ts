import type { ResourceGraph } from "../../resources/resource-graph";
import type { Rule } from "../rule";

/** The AWS types in a graph that no rule is for, with the number of resources of each, the most frequent first. */
export function unruledTypes(graph: ResourceGraph, rules: readonly Rule[]): Readonly<Record<string, number>> {
  const ruled = new Set(rules.flatMap(({ types }) => types));
  const counts = new Map<string, number>();
  for (const { type, external } of graph.resources) {
    if (external || !type.startsWith("aws:") || ruled.has(type)) continue;
    counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return Object.fromEntries([...counts].sort((one, other) => other[1] - one[1] || one[0].localeCompare(other[0])));
}
