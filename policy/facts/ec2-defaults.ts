import type { Resource } from "../../resources/resource";
import { perGraph, type ResourceGraph } from "../../resources/resource-graph";
import { EBS_ENCRYPTION_BY_DEFAULT, EC2_INSTANCE_METADATA_DEFAULTS } from "../../resources/types";

/** Whether the graph enables EBS encryption by default in the resource's region: every new volume is then encrypted. */
export function encryptsByDefault(resource: Resource, graph: ResourceGraph): boolean {
  return encryptedRegions(graph).has(resource.region);
}

const encryptedRegions = perGraph(
  (graph) =>
    new Set(
      graph
        .ofType(EBS_ENCRYPTION_BY_DEFAULT)
        .filter((setting) => setting.raw("enabled") !== false)
        .map(({ region }) => region),
    ),
);

/** Whether the graph makes session tokens (IMDSv2) the default of instances in the resource's region. */
export function requiresTokensByDefault(resource: Resource, graph: ResourceGraph): boolean {
  return tokenRegions(graph).has(resource.region);
}

const tokenRegions = perGraph(
  (graph) =>
    new Set(
      graph
        .ofType(EC2_INSTANCE_METADATA_DEFAULTS)
        .filter((setting) => setting.raw("httpTokens") === "required")
        .map(({ region }) => region),
    ),
);
