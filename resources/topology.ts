import type { Role } from "../preview/document";
import type { Resource } from "./resource";
import { perGraph, type ResourceGraph } from "./resource-graph";
import { Undecided } from "./three-valued";

/** A stack that holds one region of a system that spans several. */
export interface RegionalStack {
  stack: string;
  role: Role;
  region: string;
  resources: Resource[];
}

/** Which regions are active and standby, as far as they are in view. */
export interface Topology {
  /** Whether the graph says at all that it is part of such a system. */
  declared: boolean;
  active: RegionalStack | undefined;
  standbys: RegionalStack[];
}

/** The tag that says which part a resource's stack plays; its key may have a prefix, such as redoubt:role. */
const roleTag = /(^|:)role$/;
const regionTag = /(^|:)region$/;

/** The topology as the preview document has it; without one, as the stacks' resources are tagged: role, region. */
export const topologyOf: (graph: ResourceGraph) => Topology = perGraph((graph) => {
  const stacks = new Map<string, RegionalStack>();
  const resourcesOf = new Map<string, Resource[]>();
  let declared = false;
  for (const resource of graph.resources) {
    const { stack } = resource.record;
    const own = resourcesOf.get(stack) ?? [];
    own.push(resource);
    resourcesOf.set(stack, own);
    if (stacks.has(stack)) continue;
    const role = resource.record.role ?? tag(resource, roleTag);
    const region = resource.record.stackRegion ?? tag(resource, regionTag) ?? resource.region;
    // A stack of such a system that belongs to no region says so by another role.
    if (resource.record.role !== null || tag(resource, /^redoubt:role$/) !== undefined) declared = true;
    if ((role === "active" || role === "standby") && region !== null) {
      declared = true;
      stacks.set(stack, { stack, role, region, resources: own });
    }
  }
  const found = [...stacks.values()];
  return {
    declared,
    active: found.find(({ role }) => role === "active"),
    standbys: found.filter(({ role }) => role === "standby"),
  };
});

function tag(resource: Resource, key: RegExp): string | undefined {
  for (const [name, value] of Object.entries(Object(resource.raw("tags") ?? {}))) {
    if (key.test(name) && typeof value === "string") return value;
  }
  return undefined;
}

/** The stack of that role that the resource belongs to, undefined where it belongs to none such. */
export function stackOf(resource: Resource, graph: ResourceGraph, role: Role): RegionalStack | undefined {
  const { active, standbys } = topologyOf(graph);
  const candidates = role === "standby" ? standbys : active ? [active] : [];
  return candidates.find(({ stack }) => stack === resource.record.stack);
}

/**
 * The active region's stack.
 * @throws Undecided where it is not in view
 */
export function activeOf(graph: ResourceGraph): RegionalStack {
  const { active } = topologyOf(graph);
  if (!active) throw new Undecided("the active region's stack");
  return active;
}

/**
 * The standbys' stacks, one at least.
 * @throws Undecided where none is in view
 */
export function standbysOf(graph: ResourceGraph): RegionalStack[] {
  const { standbys } = topologyOf(graph);
  if (standbys.length === 0) throw new Undecided("a standby's stack");
  return standbys;
}
