import type { ResourceGraph } from "../resources/resource-graph";
import { topologyOf } from "../resources/topology";
import { GLOBAL_MODULES } from "../resources/types";
import type { Rule } from "./rule";

/**
 * What the rules that compare regions could not evaluate, with the line to add; undefined where nothing is missing. A graph of one region
 * misses nothing: it has no other region to compare with.
 */
export function topologyNotice(rules: readonly Rule[], graph: ResourceGraph): string | undefined {
  const comparing = rules.filter(({ comparesRegions }) => comparesRegions);
  const { active, standbys } = topologyOf(graph);
  if (comparing.length === 0 || (active && standbys.length > 0)) return undefined;
  const names = comparing.map(({ name }) => name).join(", ");
  if (active || standbys.length > 0) {
    const missing = active ? "a standby's stack" : "the active region's stack";
    return `${comparing.length} rules across regions did not run, or ran in part, because ${missing} is missing; pass its export too (${names})`;
  }
  const suggestion = suggestedRoles(graph);
  if (suggestion === undefined) return undefined;
  return `${comparing.length} rules across regions did not run, or ran in part, because no stack or region has a role; add ${suggestion} to the policy configuration (${names})`;
}

/** The roles to add for what looks like two regions of one system: by stack, or by region within one stack. */
function suggestedRoles(graph: ResourceGraph): string | undefined {
  const byStack = new Map<string, Map<string, number>>();
  for (const { stack, region, type, external } of graph.resources) {
    if (region === null || external || !type.startsWith("aws:") || GLOBAL_MODULES.test(type)) continue;
    const counts = byStack.get(stack) ?? new Map<string, number>();
    byStack.set(stack, counts.set(region, (counts.get(region) ?? 0) + 1));
  }
  const main = [...byStack].map(([stack, counts]) => [stack, mostCommon(counts)] as const);
  const regions = new Set(main.map(([, region]) => region));
  if (regions.size > 1) {
    const [first] = main;
    const second = main.find(([, region]) => region !== first?.[1]);
    return rolesLine(first?.[0], second?.[0]);
  }
  const all = [...new Set([...byStack.values()].flatMap((counts) => [...counts.keys()]))];
  return all.length > 1 ? rolesLine(all[0], all[1]) : undefined;
}

function rolesLine(active: string | undefined, standby: string | undefined): string {
  return `"roles": { "${active}": "active", "${standby}": "standby" }`;
}

function mostCommon(counts: ReadonlyMap<string, number>): string | undefined {
  return [...counts].sort((one, other) => other[1] - one[1])[0]?.[0];
}
