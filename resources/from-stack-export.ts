import { regionOfArn } from "./arn-region";
import { regionOfZone } from "./region-of";
import { partsOfUrn, type ResourceRecord } from "./resource";
import { plainText } from "./unknown";

/** A resource as `pulumi stack export` writes it. */
export interface ExportedResource {
  urn: string;
  type: string;
  id?: string;
  inputs?: Record<string, unknown> | null;
  outputs?: Record<string, unknown> | null;
  parent?: string;
  /** Its provider's URN and id. */
  provider?: string;
  dependencies?: string[] | null;
  propertyDependencies?: Record<string, string[] | null> | null;
  protect?: boolean;
  /** Whether the program only reads it. */
  external?: boolean;
  /** Whether it is the old copy of a replaced resource, to be deleted. */
  delete?: boolean;
  sourcePosition?: string;
}

/** The resources in a stack's state, as `pulumi stack export` writes it; empty where the state has none. */
export function resourcesOfExport({ deployment }: { readonly deployment?: unknown }): readonly ExportedResource[] {
  return (deployment as { readonly resources?: readonly ExportedResource[] } | null | undefined)?.resources ?? [];
}

/** The records of a stack's state. */
export function recordsOfExport(exported: readonly ExportedResource[]): ResourceRecord[] {
  const resources = exported.filter((resource) => !resource.delete);
  const providers = providerRegions(resources);
  return resources.map((resource) => recordOf(resource, providers));
}

/** The region of each provider: its own, or the one region in the ARNs of its resources where AWS_REGION set it. */
function providerRegions(resources: readonly ExportedResource[]): ReadonlyMap<string, string> {
  const regions = new Map<string, string>();
  for (const { urn, type, inputs, outputs } of resources) {
    const region = inputs?.region ?? outputs?.region;
    if (type.startsWith("pulumi:providers:") && typeof region === "string" && region !== "") regions.set(urn, region);
  }
  const seen = new Map<string, Set<string>>();
  for (const resource of resources) {
    const provider = providerOf(resource);
    const region = ownRegion(resource);
    if (provider === "" || regions.has(provider) || region === undefined) continue;
    seen.set(provider, (seen.get(provider) ?? new Set()).add(region));
  }
  for (const [provider, [region, ...more]] of seen) {
    if (region !== undefined && more.length === 0) regions.set(provider, region);
  }
  return regions;
}

function providerOf({ provider }: ExportedResource): string {
  return provider?.split("::").slice(0, 4).join("::") ?? "";
}

/** The region that a resource itself states: as an input, an output, or in its ARN or zone. */
function ownRegion({ id, inputs, outputs }: ExportedResource): string | undefined {
  const stated = [inputs?.region, outputs?.region].find((region) => typeof region === "string" && region !== "");
  if (typeof stated === "string") return stated;
  const arn = [outputs?.arn, id].find((text) => typeof text === "string" && regionOfArn(text) !== undefined);
  if (typeof arn === "string") return regionOfArn(arn);
  return typeof outputs?.availabilityZone === "string" ? regionOfZone(outputs.availabilityZone) : undefined;
}

function recordOf(resource: ExportedResource, providers: ReadonlyMap<string, string>): ResourceRecord {
  const { urn, type } = resource;
  const outputs = plainText(resource.outputs ?? {}) as Record<string, unknown>;
  const { name, stack } = partsOfUrn(urn);
  return {
    urn,
    type,
    name,
    stack,
    region: ownRegion(resource) ?? providers.get(providerOf(resource)) ?? null,
    role: null,
    stackRegion: null,
    parent: resource.parent ?? null,
    inputs: plainText(resource.inputs ?? {}) as Record<string, unknown>,
    outputs,
    dependencies: resource.dependencies ?? [],
    propertyDependencies: Object.fromEntries(
      Object.entries(resource.propertyDependencies ?? {}).map(([property, urns]) => [property, urns ?? []]),
    ),
    protect: resource.protect ?? false,
    external: resource.external ?? false,
    identities: [resource.id, outputs.arn, outputs.bucketDomainName, outputs.bucketRegionalDomainName].filter(
      (identity) => typeof identity === "string",
    ),
    ...(resource.sourcePosition === undefined ? {} : { sourcePosition: resource.sourcePosition }),
  };
}
