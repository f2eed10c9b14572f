import type { Role } from "../preview/document";
import { regionOfArn } from "./arn-region";
import { Resource, type ResourceRecord } from "./resource";
import { Undecided } from "./three-valued";
import { isUnknown } from "./unknown";

/** The resources of one stack or of several, and how they refer to each other: what rules and reports are evaluated on. */
export class ResourceGraph {
  readonly resources: readonly Resource[];
  private readonly byUrn: ReadonlyMap<string, Resource>;
  private readonly byType: ReadonlyMap<string, Resource[]>;
  private readonly names = new Map<string, ReadonlyMap<string, Resource[]>>();
  private readonly links = new Map<string, Links>();
  private readonly reached = new Map<string, readonly Resource[]>();

  /** @param roles the role of each stack or region, if the configuration assigns it */
  constructor(
    records: readonly ResourceRecord[],
    readonly roles: Roles = {},
  ) {
    this.resources = records.map((record) => new Resource(record));
    this.byUrn = new Map(this.resources.map((resource) => [resource.urn, resource]));
    const byType = new Map<string, Resource[]>();
    for (const resource of this.resources) append(byType, resource.type, resource);
    this.byType = byType;
  }

  /** The resources of a canonical type, of every stack unless a role is given. */
  ofType(type: string, role?: Role): readonly Resource[] {
    const found = this.byType.get(type) ?? [];
    return role === undefined ? found : found.filter((resource) => resource.role === role);
  }

  /** The resource with that URN; undefined where the graph does not contain it. */
  at(urn: string): Resource | undefined {
    return this.byUrn.get(urn);
  }

  /** The nearest of a resource and its ancestors that has one of these types. */
  within(resource: Resource, types: ReadonlySet<string>): Resource | undefined {
    for (let at: Resource | undefined = resource; at; at = at.parent === null ? undefined : this.at(at.parent)) {
      if (types.has(at.type)) return at;
    }
    return undefined;
  }

  /** Whether a resource is, or is a descendant of, a component of the type. */
  isWithin(resource: Resource, type: string): boolean {
    return this.within(resource, new Set([type])) !== undefined;
  }

  /** The same resources with these roles. */
  withRoles(roles: Roles): ResourceGraph {
    return new ResourceGraph(
      this.resources.map(({ record }) => record),
      roles,
    );
  }

  /** A copy without some resources, as if the program did not register them. */
  without(drop: (resource: Resource) => boolean): ResourceGraph {
    return new ResourceGraph(
      this.resources.filter((resource) => !drop(resource)).map(({ record }) => record),
      this.roles,
    );
  }

  /** A copy with records replaced; a record for which nothing is returned is left out. */
  mapped(change: (record: ResourceRecord) => ResourceRecord | undefined): ResourceGraph {
    return new ResourceGraph(
      this.resources.map(({ record }) => change(record)).filter((record) => record !== undefined),
      this.roles,
    );
  }

  /**
   * The resources of a type whose property names the target, by dependency or by name.
   * @throws Undecided where none does and one of that type names something not known yet
   */
  referringTo(target: Resource, type: string, property: string): readonly Resource[] {
    const links = this.linksOf(type, property, target.type);
    const found = links.byTarget.get(target.urn) ?? [];
    if (found.length === 0 && links.unknown) throw new Undecided(`${links.unknown.name}.${property}`);
    return found;
  }

  /**
   * The resources of a type that a property (a dotted path) of this resource names; empty where they are not in view.
   * @throws Undecided where what it names is not known yet, and comes from no resource in view
   */
  namedBy(resource: Resource, property: string, type: string): readonly Resource[] {
    const found = this.targets(resource, property, type);
    const root = property.split(".")[0] ?? property;
    const from = resource.record.propertyDependencies[root] ?? [];
    if (found.length === 0 && from.length === 0 && isUnknown(resource.raw(property))) {
      throw new Undecided(`${resource.name}.${property}`);
    }
    return found;
  }

  private targets(resource: Resource, property: string, type: string): readonly Resource[] {
    if (this.ofType(type).length === 0) return [];
    // A property's dependencies are those of all the values inside it: inside a block, only a name identifies the right one.
    const nested = property.includes(".");
    const named = nested ? this.named(resource, property, type) : [];
    if (named.length > 0) return named;
    const depended = this.sources(resource, property.split(".")[0] ?? property, type, LONGEST_PATH);
    return depended.length > 0 || nested ? depended : this.named(resource, property, type);
  }

  /** The resources that a property names by text: those of the resource's own stack, where other stacks use the same name. */
  private named(resource: Resource, property: string, type: string): readonly Resource[] {
    const value = resource.raw(property);
    const values: unknown[] = Array.isArray(value) ? value : [value];
    const named = values.flatMap((item) =>
      typeof item === "string" && !isUnknown(item) ? this.byName(item, type) : [],
    );
    const own = named.filter(({ stack }) => stack === resource.stack);
    return [...new Set(own.length > 0 ? own : named)];
  }

  /**
   * The resources of a type that a property's value came from: directly, or through others that pass it on, as a bucket's versioning
   * passes on the bucket's name. Each resource is visited once for each property and type, so that the time is linear in the edges.
   */
  private sources(resource: Resource, property: string, type: string, steps: number): readonly Resource[] {
    const key = `${resource.urn} ${property} ${type} ${steps}`;
    const known = this.reached.get(key);
    if (known) return known;
    const { propertyDependencies } = resource;
    const urns =
      propertyDependencies[property] ?? (steps < LONGEST_PATH ? Object.values(propertyDependencies).flat() : []);
    const near = [...new Set(urns)].map((urn) => this.byUrn.get(urn)).filter((candidate) => candidate !== undefined);
    const found = new Set(near.filter((candidate) => candidate.type === type));
    const all = this.ofType(type).length;
    if (found.size === 0 && steps > 1) {
      for (const candidate of near) {
        if (found.size === all) break;
        for (const further of this.sources(candidate, property, type, steps - 1)) found.add(further);
      }
    }
    const result = [...found];
    this.reached.set(key, result);
    return result;
  }

  private linksOf(type: string, property: string, targetType: string): Links {
    const key = `${type} ${property} ${targetType}`;
    const known = this.links.get(key);
    if (known) return known;
    const links: Links = { byTarget: new Map(), unknown: undefined };
    for (const resource of this.ofType(type)) {
      const targets = this.targets(resource, property, targetType);
      for (const target of targets) append(links.byTarget, target.urn, resource);
      if (targets.length === 0 && isUnknown(resource.raw(property))) links.unknown = resource;
    }
    this.links.set(key, links);
    return links;
  }

  private byName(text: string, type: string): readonly Resource[] {
    let names = this.names.get(type);
    if (!names) {
      names = namesOf(this.ofType(type));
      this.names.set(type, names);
    }
    const named = names.get(text);
    if (named) return named;
    if (text.startsWith("arn:")) {
      const region = regionOfArn(text);
      const bearers = names.get(text.split(/[:/]/).at(-1) ?? "") ?? [];
      return bearers.filter((bearer) => region === undefined || bearer.region === null || bearer.region === region);
    }
    // An interpolation left as text, ${bucket.id} or ${aws_s3_bucket.bucket.id}, names its resource by logical name.
    const interpolated = /^\$\{(.+)\}$/.exec(text)?.[1];
    if (interpolated === undefined) return [];
    const segments = new Set(interpolated.split(/[.:[\]]/));
    return this.ofType(type).filter((resource) => segments.has(resource.name));
  }
}

/** Over how many resources a value is followed to its origin. */
const LONGEST_PATH = 3;

/** The role of a system's stacks or regions, by the name of either. */
export type Roles = Readonly<Record<string, Role>>;

interface Links {
  byTarget: Map<string, Resource[]>;
  /** A resource of the type whose property is not known yet: it may name any target. */
  unknown: Resource | undefined;
}

/** The inputs by which other resources may refer to a resource. */
const NAMING_INPUTS = ["bucket", "name", "identifier", "clusterIdentifier", "globalClusterIdentifier"];

function namesOf(resources: readonly Resource[]): ReadonlyMap<string, Resource[]> {
  const names = new Map<string, Resource[]>();
  for (const resource of resources) {
    const inputs = NAMING_INPUTS.map((input) => Reflect.get(resource.record.inputs, input));
    for (const name of new Set([...(resource.record.identities ?? []), ...inputs])) {
      if (typeof name === "string" && name !== "" && !isUnknown(name)) append(names, name, resource);
    }
  }
  return names;
}

function append(map: Map<string, Resource[]>, key: string, resource: Resource): void {
  const items = map.get(key);
  if (items) items.push(resource);
  else map.set(key, [resource]);
}

/** Makes a computation over a graph that is done once for each graph. */
export function perGraph<T>(compute: (graph: ResourceGraph) => T): (graph: ResourceGraph) => T {
  const known = new WeakMap<ResourceGraph, { value: T }>();
  return (graph) => {
    const found = known.get(graph);
    if (found) return found.value;
    const value = compute(graph);
    known.set(graph, { value });
    return value;
  };
}
