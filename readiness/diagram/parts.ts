import type { Resource } from "../../resources/resource";
import type { ResourceGraph } from "../../resources/resource-graph";
import { CLOUDFRONT_DISTRIBUTION, CLOUDFRONT_FUNCTION, ROUTE53_RECORD } from "../../resources/types";
import type { Diagram, Topology } from "../document";
import { keyProperties, summary } from "./key-properties";

type Group = Diagram["groups"][number];
type Part = Diagram["parts"][number];

/** Where a resource stands in the diagram. */
export interface Place {
  readonly group: string;
  /** Unique within its group. */
  readonly part: string;
  readonly label: string;
}

export const outside = "outside";
export const edge = "edge";
export const shared = "shared";

/** The parts of a component's subtree, by the component's type; the nearest component above a resource decides. */
const partOfComponent: Readonly<Record<string, Omit<Place, "group">>> = {
  "redoubt:index:ReplicatedDatabase": { part: "database", label: "Database" },
  "redoubt:index:FailoverController": { part: "controller", label: "Failover controller" },
  "redoubt:index:ThirdSiteObserver": { part: "observer", label: "Third-site watch" },
  "redoubt:index:AlarmTopic": { part: "alarms", label: "Alarm topic" },
  "redoubt:index:Network": { part: "network", label: "Network" },
  "redoubt:index:BreakGlass": { part: "network", label: "Network" },
  "redoubt:index:MultiRegionBucket": { part: "objects", label: "Objects" },
  "redoubt:index:MultiRegionKey": { part: "keys", label: "Keys" },
  "redoubt:index:ReplicatedCredentials": { part: "credentials", label: "Credentials" },
  "redoubt:index:LeaseTable": { part: "lease", label: "Lease table" },
  "redoubt:index:EdgeWebAcl": { part: "acl", label: "Web ACL" },
  "redoubt:index:RoutingStore": { part: "switch", label: "Switch" },
};

const tierType = "redoubt:index:LoadBalancedTier";
const decisive = new Set([tierType, ...Object.keys(partOfComponent)]);

/** The place of every resource: each is in exactly one part. */
export function placeOf(item: Resource, inventory: ResourceGraph, topology: Topology): Place {
  const component = inventory.within(item, decisive);
  if (component?.type === "redoubt:index:RoutingStore") return { group: edge, part: "switch", label: "Switch" };
  if (item.stackRegion === null) {
    const ofRegion = topology.regions.find(({ region }) => region === item.region)?.region;
    if (component?.type === "redoubt:index:MultiRegionBucket" && ofRegion && item.type.startsWith("aws:s3/")) {
      return { group: ofRegion, part: "bucket", label: "Bucket" };
    }
    if (inventory.resources.some(({ stack, type }) => stack === item.stack && type === CLOUDFRONT_DISTRIBUTION)) {
      return edgePlace(item, component);
    }
    const place = component && partOfComponent[component.type];
    return { group: shared, ...(place ?? { part: "foundation", label: "Foundation" }) };
  }
  if (component?.type === tierType) {
    const tier = component.name.split("-").at(-1) ?? component.name;
    return { group: item.stackRegion, part: tier, label: `${tier.charAt(0).toUpperCase()}${tier.slice(1)} tier` };
  }
  const place = component && partOfComponent[component.type];
  return { group: item.stackRegion, ...(place ?? { part: "foundation", label: "Foundation" }) };
}

function edgePlace(item: Resource, component: Resource | undefined): Place {
  if (component?.type === "redoubt:index:EdgeWebAcl") return { group: edge, part: "acl", label: "Web ACL" };
  if (item.type === ROUTE53_RECORD) return { group: edge, part: "dns", label: "DNS" };
  if (item.type === CLOUDFRONT_FUNCTION) return { group: edge, part: "router", label: "Router function" };
  return { group: edge, part: "distribution", label: "CloudFront" };
}

export function partId({ group, part }: Pick<Place, "group" | "part">): string {
  return `${group}-${part}`;
}

/** The groups that have parts, from the outside in. */
export function groupsOf(topology: Topology): Group[] {
  return [
    { id: outside, label: "", kind: "outside", role: null },
    { id: edge, label: "Edge", kind: "edge", role: null },
    ...topology.regions.map(({ region, role, quarantined }): Group => {
      const state = quarantined ? "quarantined" : role;
      return { id: region, label: `${region} · ${state}`, kind: "region", role };
    }),
    { id: shared, label: "Across regions", kind: "global", role: null },
  ];
}

/** The parts with their resources. */
export function partsOf(places: ReadonlyMap<Resource, Place>): Part[] {
  const parts = new Map<string, Part & { items: Resource[] }>();
  for (const [item, place] of places) {
    const id = partId(place);
    const part = parts.get(id) ?? { id, group: place.group, label: place.label, summary: "", resources: [], items: [] };
    part.items.push(item);
    parts.set(id, part);
  }
  const people: Part = {
    id: partId({ group: outside, part: "people" }),
    group: outside,
    label: "Visitors",
    summary: "",
    resources: [],
  };
  return [
    people,
    ...[...parts.values()].map(({ items, ...part }) => ({
      ...part,
      summary: summary(items),
      // What there is something to see of comes first.
      resources: items
        .map((item) => ({
          urn: item.urn,
          type: item.type,
          name: item.name,
          region: item.region,
          properties: keyProperties(item),
        }))
        .sort((one, other) => other.properties.length - one.properties.length),
    })),
  ];
}
