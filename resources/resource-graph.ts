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

  constructor(records: readonly ResourceRecord[]) {
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

  /** A copy without some resources, as if the program did not register them. */
  without(drop: (resource: Resource) => boolean): ResourceGraph {
    return new ResourceGraph(this.resources.filter((resource) => !drop(resource)).map(({ record }) => record));
  }

  /** A copy with records replaced; a record for which nothing is returned is left out. */
  mapped(change: (record: ResourceRecord) => ResourceRecord | undefined): ResourceGraph {
    return new ResourceGraph(
      this.resources.map(({ record }) => change(record)).filter((record) => record !== undefined),
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
    const depended = this.sources(resource, property.split(".")[0] ?? property, type, longestWay);
    if (depended.length > 0) return depended;
    const value = resource.raw(property);
    const values: unknown[] = Array.isArray(value) ? value : [value];
    return values.flatMap((item) => (typeof item === "string" && !isUnknown(item) ? this.byName(item, type) : []));
  }

  /**
   * The resources of a type that a property's value came from: at once, or through others that hand it on, as a bucket's
   * versioning hands on the bucket's name.
   */
  private sources(resource: Resource, property: string, type: string, steps: number): readonly Resource[] {
    const { propertyDependencies } = resource.record;
    const urns =
      propertyDependencies[property] ?? (steps < longestWay ? Object.values(propertyDependencies).flat() : []);
    const near = urns.map((urn) => this.byUrn.get(urn)).filter((candidate) => candidate !== undefined);
    const found = near.filter((candidate) => candidate.type === type);
    if (found.length > 0 || steps === 1) return [...new Set(found)];
    return [...new Set(near.flatMap((candidate) => this.sources(candidate, property, type, steps - 1)))];
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

/** Over how many resources a value is followed to where it came from. */
const longestWay = 3;

interface Links {
  byTarget: Map<string, Resource[]>;
  /** A resource of the type whose property is not known yet: it may name any target. */
  unknown: Resource | undefined;
}

/** The inputs by which a resource may be named in another's. */
const namingInputs = ["bucket", "name", "identifier", "clusterIdentifier"];

function namesOf(resources: readonly Resource[]): ReadonlyMap<string, Resource[]> {
  const names = new Map<string, Resource[]>();
  for (const resource of resources) {
    const inputs = namingInputs.map((input) => Reflect.get(resource.record.inputs, input));
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

/** Makes a computation over an graph that is done once for each. */
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
