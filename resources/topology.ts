import type { Role } from "../preview/document";
import { REGION_NAME } from "./region-of";
import type { Resource } from "./resource";
import { perGraph, type ResourceGraph } from "./resource-graph";
import { Undecided } from "./three-valued";

/** One region of a system that spans several: a stack, or the part of a stack that is in that region. */
export interface Site {
  /** Unique among the sites of a graph. */
  key: string;
  /** The stack, where the site is one. */
  stack: string | undefined;
  role: Role;
  region: string;
  resources: Resource[];
}

/** Which regions are active and standby, as far as the graph shows. */
export interface Topology {
  /** Whether anything in the graph declares that it is part of such a system. */
  declared: boolean;
  active: Site | undefined;
  standbys: Site[];
}

/** The tag with the role of a resource's stack or region; its key may have a prefix, such as redoubt:role. */
const ROLE_TAG = /(^|:)role$/;
const REGION_TAG = /(^|:)region$/;

/**
 * The topology of the preview document. Without one, of the configured roles by stack or region, else of the resources' tags `role` and
 * `region`. A stack whose resources have both roles is one site for each of their regions.
 */
export const topologyOf: (graph: ResourceGraph) => Topology = perGraph((graph) => {
  const sites = sitesOf(graph);
  return {
    declared: sites.length > 0 || graph.resources.some(isPartOfSystem),
    active: sites.find(({ role }) => role === "active"),
    standbys: sites.filter(({ role }) => role === "standby"),
  };
});

/** Whether a resource belongs to such a system, though its stack may belong to no region. */
function isPartOfSystem(resource: Resource): boolean {
  return resource.role !== null || tag(resource, /^redoubt:role$/) !== undefined;
}

function sitesOf(graph: ResourceGraph): Site[] {
  const sites = new Map<string, Site>();
  const add = (key: string, stack: string | undefined, role: Role, region: string | null, resource: Resource) => {
    const site = sites.get(key);
    if (site) site.resources.push(resource);
    else if (region !== null) sites.set(key, { key, stack, role, region, resources: [resource] });
  };
  for (const [stack, resources] of byStack(graph)) {
    const { role, region, regions } = rolesOf(stack, resources, graph);
    for (const resource of resources) {
      const byRegion = resource.region === null ? undefined : regions.get(resource.region);
      if (role !== undefined) add(stack, stack, role, region, resource);
      else if (byRegion !== undefined) add(resource.region ?? "", undefined, byRegion, resource.region, resource);
    }
  }
  return [...sites.values()];
}

interface Declared {
  /** The role of the whole stack, and its region. */
  role: Role | undefined;
  region: string | null;
  /** The roles of the regions, where the stack as a whole has none. */
  regions: ReadonlyMap<string, Role>;
}

function rolesOf(stack: string, resources: readonly Resource[], graph: ResourceGraph): Declared {
  const configured = graph.roles[stack];
  const byRegion = new Map(Object.entries(graph.roles).filter(([name]) => REGION_NAME.test(name)));
  if (configured !== undefined) return { role: configured, region: mostCommonRegion(resources), regions: byRegion };
  if (byRegion.size > 0) return { role: undefined, region: null, regions: byRegion };
  const tagged = resources.flatMap((resource): { role: Role; region: string | null }[] => {
    const role = resource.role ?? tag(resource, ROLE_TAG);
    const region = resource.stackRegion ?? tag(resource, REGION_TAG) ?? resource.region;
    return role === "active" || role === "standby" ? [{ role, region }] : [];
  });
  const [first] = tagged;
  if (!first) return { role: undefined, region: null, regions: new Map() };
  if (tagged.every(({ role }) => role === first.role)) {
    const region = tagged.find((entry) => entry.region !== null)?.region ?? null;
    return { role: first.role, region, regions: new Map() };
  }
  const regions = tagged.flatMap(({ role, region }): [string, Role][] => (region === null ? [] : [[region, role]]));
  return { role: undefined, region: null, regions: new Map(regions) };
}

function byStack(graph: ResourceGraph): ReadonlyMap<string, Resource[]> {
  const stacks = new Map<string, Resource[]>();
  for (const resource of graph.resources) {
    const own = stacks.get(resource.stack);
    if (own) own.push(resource);
    else stacks.set(resource.stack, [resource]);
  }
  return stacks;
}

function mostCommonRegion(resources: readonly Resource[]): string | null {
  const counts = new Map<string, number>();
  for (const { region, type } of resources) {
    if (region !== null && type.startsWith("aws:")) counts.set(region, (counts.get(region) ?? 0) + 1);
  }
  return [...counts].sort((one, other) => other[1] - one[1])[0]?.[0] ?? null;
}

function tag(resource: Resource, key: RegExp): string | undefined {
  return Object.entries(resource.tags).find(([name]) => key.test(name))?.[1];
}

const siteOfEach = perGraph((graph) => {
  const { active, standbys } = topologyOf(graph);
  return new Map(
    [...standbys, ...(active ? [active] : [])].flatMap((site) => site.resources.map((resource) => [resource, site])),
  );
});

/** The site with that role that the resource belongs to; undefined where it belongs to none. */
export function siteOf(resource: Resource, graph: ResourceGraph, role: Role): Site | undefined {
  const site = siteOfEach(graph).get(resource);
  return site?.role === role ? site : undefined;
}

/**
 * The active region's site.
 * @throws Undecided where the graph does not contain it
 */
export function activeOf(graph: ResourceGraph): Site {
  const { active } = topologyOf(graph);
  if (!active) throw new Undecided("the active region's stack");
  return active;
}

/**
 * The standbys' sites, at least one.
 * @throws Undecided where the graph contains none
 */
export function standbysOf(graph: ResourceGraph): Site[] {
  const { standbys } = topologyOf(graph);
  if (standbys.length === 0) throw new Undecided("a standby's stack");
  return standbys;
}

/**
 * The sites of all tiers, the active one first.
 * @throws Undecided where the graph contains no standby
 */
export function tiersOf(graph: ResourceGraph): Site[] {
  const { active } = topologyOf(graph);
  return [...(active ? [active] : []), ...standbysOf(graph)];
}
