import { regionOfArn } from "./arn-region";
import type { Inputs } from "./inputs";
import type { Resource } from "./resource";
import type { ResourceGraph } from "./resource-graph";
import { Undecided } from "./three-valued";
import { isInterpolation, isSecret, isUnknown } from "./unknown";

/** A region's name anywhere in a text: us-east-1, ap-southeast-2, us-gov-west-1. */
export const regionName = /\b(?:af|ap|ca|cn|eu|il|me|mx|sa|us)(?:-gov|-iso[a-z]?)?-[a-z]+-\d\b/;

/**
 * The region of what a place (an ARN, or a value from another resource) names; undefined for a name without a region,
 * which is looked up in the resource's own.
 * @throws Undecided where the value is unknown and comes from no resource in view
 */
export function regionNamed(resource: Resource, place: Inputs, path: string, graph: ResourceGraph): string | undefined {
  const value = place.raw(path);
  if (value === undefined) return undefined;
  if (typeof value === "string" && !isUnknown(value) && !isSecret(value) && !isInterpolation(value)) {
    return regionOfArn(value);
  }
  const root = `${place.path}.${path}`.replace(/^\./, "").split(/[.[]/)[0] ?? "";
  const sources = (resource.record.propertyDependencies[root] ?? []).map((urn) => graph.at(urn)?.region);
  const regions = new Set(sources.filter((region) => region !== undefined && region !== null));
  const [region] = regions;
  // Values of several regions meet in one property: which of them is here, only the value tells.
  if (regions.size !== 1 || region === undefined) throw new Undecided(`${resource.name}.${place.path}.${path}`);
  return region;
}
