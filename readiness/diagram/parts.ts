import type { Resource } from "../../resources/resource";
import type { ResourceGraph } from "../../resources/resource-graph";
import { CLOUDFRONT_DISTRIBUTION, CLOUDFRONT_FUNCTION, ROUTE53_RECORD } from "../../resources/types";
import {
  ALARM_TOPIC,
  BREAK_GLASS,
  EDGE_WEB_ACL,
  FAILOVER_CONTROLLER,
  LEASE_TABLE,
  LOAD_BALANCED_TIER,
  MULTI_REGION_BUCKET,
  MULTI_REGION_KEY,
  NETWORK,
  REPLICATED_CREDENTIALS,
  REPLICATED_DATABASE,
  ROUTING_STORE,
  SENTINEL,
  THIRD_SITE_OBSERVER,
} from "../component-types";
import type { Diagram, Topology } from "../document";
import { keyProperties, summary } from "./key-properties";

type Group = Diagram["groups"][number];
type Part = Diagram["parts"][number];

/** The part of the diagram that shows a resource. */
export interface PartRef {
  readonly group: string;
  /** Unique within its group. */
  readonly part: string;
  readonly label: string;
}

export const OUTSIDE = "outside";
export const EDGE = "edge";
export const SHARED = "shared";

const ROUTING_STORE_PART = { part: "routing-store", label: "Routing store" } as const;
const WEB_ACL_PART = { part: "acl", label: "Web ACL" } as const;
const FOUNDATION = { part: "foundation", label: "Foundation" } as const;

/** Parts by component type. The nearest ancestor of these types determines the part of a resource. */
const PART_OF_COMPONENT: Readonly<Record<string, Omit<PartRef, "group">>> = {
  [REPLICATED_DATABASE]: { part: "database", label: "Database" },
  [FAILOVER_CONTROLLER]: { part: "controller", label: "Failover controller" },
  [SENTINEL]: { part: "sentinel", label: "Sentinel" },
  [THIRD_SITE_OBSERVER]: { part: "observer", label: "Third-site observer" },
  [ALARM_TOPIC]: { part: "alarms", label: "Alarm topic" },
  [NETWORK]: { part: "network", label: "Network" },
  [BREAK_GLASS]: { part: "network", label: "Network" },
  [MULTI_REGION_BUCKET]: { part: "objects", label: "Objects" },
  [MULTI_REGION_KEY]: { part: "keys", label: "Keys" },
  [REPLICATED_CREDENTIALS]: { part: "credentials", label: "Credentials" },
  [LEASE_TABLE]: { part: "lease", label: "Lease table" },
  [EDGE_WEB_ACL]: WEB_ACL_PART,
  [ROUTING_STORE]: ROUTING_STORE_PART,
};

const COMPONENT_TYPES = new Set([LOAD_BALANCED_TIER, ...Object.keys(PART_OF_COMPONENT)]);

/** The part that shows a resource. Every resource is in exactly one part. */
export function partOf(item: Resource, inventory: ResourceGraph, topology: Topology): PartRef {
  const component = inventory.within(item, COMPONENT_TYPES);
  if (component?.type === ROUTING_STORE) return { group: EDGE, ...ROUTING_STORE_PART };
  if (item.stackRegion === null) {
    const ofRegion = topology.regions.find(({ region }) => region === item.region)?.region;
    if (component?.type === MULTI_REGION_BUCKET && ofRegion && item.type.startsWith("aws:s3/")) {
      return { group: ofRegion, part: "bucket", label: "Bucket" };
    }
    if (inventory.resources.some(({ stack, type }) => stack === item.stack && type === CLOUDFRONT_DISTRIBUTION)) {
      return edgePartOf(item, component);
    }
    return { group: SHARED, ...componentPart(component) };
  }
  if (component?.type === LOAD_BALANCED_TIER) {
    const tier = component.name.split("-").at(-1) ?? component.name;
    return { group: item.stackRegion, part: tier, label: `${tier.charAt(0).toUpperCase()}${tier.slice(1)} tier` };
  }
  return { group: item.stackRegion, ...componentPart(component) };
}

function componentPart(component: Resource | undefined): Omit<PartRef, "group"> {
  return (component && PART_OF_COMPONENT[component.type]) ?? FOUNDATION;
}

function edgePartOf(item: Resource, component: Resource | undefined): PartRef {
  if (component?.type === EDGE_WEB_ACL) return { group: EDGE, ...WEB_ACL_PART };
  if (item.type === ROUTE53_RECORD) return { group: EDGE, part: "dns", label: "DNS" };
  if (item.type === CLOUDFRONT_FUNCTION) return { group: EDGE, part: "router", label: "Router function" };
  return { group: EDGE, part: "distribution", label: "CloudFront" };
}

export function partId({ group, part }: Pick<PartRef, "group" | "part">): string {
  return `${group}-${part}`;
}

/** The groups of the diagram, from the outside in. */
export function groupsOf(topology: Topology): Group[] {
  return [
    { id: OUTSIDE, label: "", kind: "outside", role: null },
    { id: EDGE, label: "Edge", kind: "edge", role: null },
    ...topology.regions.map(({ region, role, quarantined }): Group => {
      const state = quarantined ? "quarantined" : role;
      return { id: region, label: `${region} · ${state}`, kind: "region", role };
    }),
    { id: SHARED, label: "Across regions", kind: "global", role: null },
  ];
}

/** The parts with their resources. */
export function partsOf(refs: ReadonlyMap<Resource, PartRef>): Part[] {
  const parts = new Map<string, Part & { items: Resource[] }>();
  for (const [item, ref] of refs) {
    const id = partId(ref);
    const part = parts.get(id) ?? { id, group: ref.group, label: ref.label, summary: "", resources: [], items: [] };
    part.items.push(item);
    parts.set(id, part);
  }
  const visitors: Part = {
    id: partId({ group: OUTSIDE, part: "visitors" }),
    group: OUTSIDE,
    label: "Visitors",
    summary: "",
    resources: [],
  };
  return [
    visitors,
    ...[...parts.values()].map(({ items, ...part }) => ({
      ...part,
      summary: summary(items),
      // Resources with the most key properties come first.
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
