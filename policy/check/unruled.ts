import type { ResourceGraph } from "../../resources/resource-graph";
import { rules as packRules } from "../all-rules";
import type { Rule } from "../rule";

/**
 * The AWS types in a graph that no rule is for, with the number of resources of each, the most frequent first.
 * @param rules rules in addition to the pack's, which count whether they were selected or not
 */
export function unruledTypes(graph: ResourceGraph, rules: readonly Rule[]): Readonly<Record<string, number>> {
  const ruled = new Set([...packRules, ...rules].flatMap(({ types }) => types));
  const counts = new Map<string, number>();
  for (const { type, external } of graph.resources) {
    if (external || !type.startsWith("aws:") || ruled.has(type)) continue;
    counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return Object.fromEntries([...counts].sort((one, other) => other[1] - one[1] || one[0].localeCompare(other[0])));
}
