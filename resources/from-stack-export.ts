import type { ResourceRecord } from "./resource";
import { ResourceGraph } from "./resource-graph";
import { plainText } from "./unknown";

/** A resource as `pulumi stack export` writes it down. */
export interface ExportedResource {
  urn: string;
  type: string;
  id?: string;
  inputs?: Record<string, unknown>;
  outputs?: Record<string, unknown>;
  parent?: string;
  /** Its provider's URN and id. */
  provider?: string;
  dependencies?: string[] | null;
  propertyDependencies?: Record<string, string[] | null>;
  protect?: boolean;
  /** Waits to be deleted: it is no part of the stack any more. */
  delete?: boolean;
}

/** The resources of one stack's state. */
export function graphOfExport(resources: readonly ExportedResource[]): ResourceGraph {
  const regions = new Map<string, string>();
  for (const { urn, type, inputs } of resources) {
    if (type.startsWith("pulumi:providers:") && typeof inputs?.region === "string") regions.set(urn, inputs.region);
  }
  return new ResourceGraph(
    resources.filter((resource) => !resource.delete).map((resource) => recordOf(resource, regions)),
  );
}

function recordOf(resource: ExportedResource, providers: ReadonlyMap<string, string>): ResourceRecord {
  const { urn, type, outputs } = resource;
  const [stack = "", name = ""] = [urn.split("::")[0]?.split(":").at(-1), urn.split("::").at(-1)];
  const inputs = plainText(resource.inputs ?? {}) as Record<string, unknown>;
  const own = [inputs.region, outputs?.region].find((region) => typeof region === "string");
  const provider = resource.provider?.split("::").slice(0, 4).join("::") ?? "";
  const identities = [resource.id, outputs?.arn].filter((identity) => typeof identity === "string");
  return {
    urn,
    type,
    name,
    stack,
    region: typeof own === "string" ? own : (providers.get(provider) ?? null),
    role: null,
    stackRegion: null,
    parent: resource.parent ?? null,
    inputs,
    dependencies: resource.dependencies ?? [],
    propertyDependencies: Object.fromEntries(
      Object.entries(resource.propertyDependencies ?? {}).map(([property, urns]) => [property, urns ?? []]),
    ),
    protect: resource.protect ?? false,
    identities,
  };
}
