import { regionOfArn } from "./arn-region";
import type { Inputs } from "./inputs";
import type { Resource } from "./resource";
import type { ResourceGraph } from "./resource-graph";
import { Undecided } from "./three-valued";
import { isInterpolation, isSecret, isUnknown } from "./unknown";

/** A region's name anywhere in a text: us-east-1, ap-southeast-2, us-gov-west-1. */
export const REGION_NAME = /\b(?:af|ap|ca|cn|eu|il|me|mx|sa|us)(?:-gov|-iso[a-z]?)?-[a-z]+-\d\b/;

/** The region of an Availability Zone: us-east-1 of us-east-1a. */
export function regionOfZone(zone: string): string | undefined {
  return REGION_NAME.exec(zone.replace(/[a-z]$/, ""))?.[0];
}

/**
 * The region of the resource that a property names by its ARN, or takes from another resource. Undefined for a name without a region,
 * which AWS looks up in the resource's own.
 * @throws Undecided where the value is unknown and does not come from a resource in the graph
 */
export function regionNamed(
  resource: Resource,
  location: Inputs,
  path: string,
  graph: ResourceGraph,
): string | undefined {
  const value = location.raw(path);
  if (value === undefined) return undefined;
  if (typeof value === "string" && !isUnknown(value) && !isSecret(value) && !isInterpolation(value)) {
    return regionOfArn(value);
  }
  const root = `${location.path}.${path}`.replace(/^\./, "").split(/[.[]/)[0] ?? "";
  const sources = (resource.propertyDependencies[root] ?? []).map((urn) => graph.at(urn)?.region);
  const regions = new Set(sources.filter((region) => region !== undefined && region !== null));
  const [region] = regions;
  // A property with values from several regions: only its value says which of them is at this path.
  if (regions.size !== 1 || region === undefined) throw new Undecided(`${resource.name}.${location.path}.${path}`);
  return region;
}
