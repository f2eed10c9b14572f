import type { Role } from "../../preview/document";
import { type Estate, perEstate } from "./estate";
import type { Resource } from "./resource";
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
  /** Whether the estate says at all that it is part of such a system. */
  declared: boolean;
  active: RegionalStack | undefined;
  standbys: RegionalStack[];
}

/** The tag that says which part a resource's stack plays; its key may have a prefix, such as redoubt:role. */
const roleTag = /(^|:)role$/;
const regionTag = /(^|:)region$/;

/** The topology as the preview document has it; without one, as the stacks' resources are tagged: role, region. */
export const topologyOf: (estate: Estate) => Topology = perEstate((estate) => {
  const stacks = new Map<string, RegionalStack>();
  const resourcesOf = new Map<string, Resource[]>();
  let declared = false;
  for (const resource of estate.resources) {
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
export function stackOf(resource: Resource, estate: Estate, role: Role): RegionalStack | undefined {
  const { active, standbys } = topologyOf(estate);
  const candidates = role === "standby" ? standbys : active ? [active] : [];
  return candidates.find(({ stack }) => stack === resource.record.stack);
}

/**
 * The active region's stack.
 * @throws Undecided where it is not in view
 */
export function activeOf(estate: Estate): RegionalStack {
  const { active } = topologyOf(estate);
  if (!active) throw new Undecided("the active region's stack");
  return active;
}

/**
 * The standbys' stacks, one at least.
 * @throws Undecided where none is in view
 */
export function standbysOf(estate: Estate): RegionalStack[] {
  const { standbys } = topologyOf(estate);
  if (standbys.length === 0) throw new Undecided("a standby's stack");
  return standbys;
}
