import { REGION_NAME } from "./region-of";
import type { Resource } from "./resource";
import { perGraph, type ResourceGraph } from "./resource-graph";
import { type Site, topologyOf } from "./topology";

/** The resources of one region, with what their names may contain of it. */
export type Side = Pick<Site, "region" | "stack" | "resources">;

/** The generation that a rebuilt database's name carries, at its end or before another part: tier-database-g2. */
const GENERATION = /-g\d+(?!\w)/g;

/** Words for the role of a region that names carry. */
const ROLE_WORDS = ["active", "standby", "primary", "secondary", "main", "dr"];

/** A name without the generation of what was rebuilt. */
export function withoutGeneration(name: string): string {
  return name.replace(GENERATION, "");
}

/**
 * Pairs the resources of two regions by type and logical name. Names that differ by the region or its short code, the stack, the role, or
 * the generation of what was rebuilt are the same name; the closest match is taken.
 */
export function pairCounterparts(one: Side, other: Side): ReadonlyMap<Resource, Resource> {
  const pairs = new Map<Resource, Resource>();
  const taken = new Set<Resource>();
  for (const nameIn of [regionNeutral, neutral]) {
    const others = new Map<string, Resource>();
    for (const resource of other.resources) {
      if (!taken.has(resource)) others.set(`${resource.type} ${nameIn(resource.name, other)}`, resource);
    }
    for (const resource of one.resources) {
      const counterpart = pairs.has(resource)
        ? undefined
        : others.get(`${resource.type} ${nameIn(resource.name, one)}`);
      if (!counterpart || taken.has(counterpart)) continue;
      pairs.set(resource, counterpart);
      taken.add(counterpart);
    }
  }
  return pairs;
}

/** The resource's counterpart in another site; undefined where it has none. */
export function counterpartIn(site: Site, resource: Resource, graph: ResourceGraph): Resource | undefined {
  return pairsOf(graph).get(site.key)?.get(resource);
}

/** For each site, the counterparts in it of the resources of the sites with the other role. */
const pairsOf = perGraph((graph) => {
  const { active, standbys } = topologyOf(graph);
  const pairs = new Map<string, ReadonlyMap<Resource, Resource>>();
  if (!active) return pairs;
  const ofActive: [Resource, Resource][] = [];
  for (const standby of standbys) {
    const found = pairCounterparts(active, standby);
    pairs.set(standby.key, found);
    for (const [resource, counterpart] of found) ofActive.push([counterpart, resource]);
  }
  pairs.set(active.key, new Map(ofActive));
  return pairs;
});

function regionNeutral(name: string, { region }: Side): string {
  return withoutGeneration(name.replaceAll(region, "*"));
}

/** The name with the region, its codes, the stack and the role replaced, wherever they are whole words of it. */
function neutral(name: string, side: Side): string {
  const words = new Set([...codesOf(side.region), ...(side.stack === undefined ? [] : [side.stack]), ...ROLE_WORDS]);
  const spaced = regionNeutral(name, side).replace(/([a-z0-9])(?=[A-Z])/g, "$1-");
  return spaced
    .toLowerCase()
    .split(/[-_./]/)
    .map((word) => (words.has(word) ? "*" : word))
    .join("-");
}

/** Short codes in use for a region: use1, ue1, useast1, east1 and east of us-east-1. */
function codesOf(region: string): string[] {
  if (!REGION_NAME.test(region)) return [];
  const parts = region.split("-");
  const [area = "", number = ""] = [parts[0], parts.at(-1)];
  const direction = parts.slice(1, -1).join("");
  // northeast is ne, southeast se, central c
  const initials = direction.replace(/^(north|south)(east|west)$/, (_, a: string, b: string) => `${a[0]}${b[0]}`);
  const short = initials === direction ? (direction[0] ?? "") : initials;
  return [
    `${area}${direction}${number}`,
    `${area}${short}${number}`,
    `${area[0]}${short}${number}`,
    `${direction}${number}`,
    `${short}${number}`,
    direction,
  ];
}
