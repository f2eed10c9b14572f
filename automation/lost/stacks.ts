import type { Stack } from "@pulumi/pulumi/automation";
import type { RedoubtConfig } from "../../config/parse";
import type { StackPlan } from "../../config/topology";
import { type ExportedResource, recordsOfExport, resourcesOfExport } from "../../resources/from-stack-export";
import type { ResourceRecord } from "../../resources/resource";
import { providerRegion } from "../../stacks/program";
import type { RefusedChange } from "./changes";

/** The lost region that all of a stack's resources need, because its provider is in it; undefined when there is none. */
export function lostRegionOf(config: RedoubtConfig, plan: StackPlan): string | undefined {
  const region = providerRegion(config, plan);
  return config.lost.includes(region) ? region : undefined;
}

/** The resources in a stack's state, as the engine exports them. */
export async function stateResources(stack: Stack): Promise<readonly ExportedResource[]> {
  return resourcesOfExport(await stack.exportStack());
}

/** The records of a stack's state. */
export async function stateRecords(stack: Stack): Promise<ResourceRecord[]> {
  return recordsOfExport(await stateResources(stack));
}

/** Why an update is refused, with a line for each change that needs a lost region. */
export function refusal(refused: readonly RefusedChange[], lost: readonly string[]): string {
  const lines = refused.map(({ name, needs, operation, properties, type }) => {
    const changed = properties.length > 0 ? ` (${properties.join(", ")})` : "";
    return `  ${operation} ${type} ${name}${changed}: needs ${needs}`;
  });
  return [
    `changes that need ${lost.join(", ")}, which is lost; nothing was changed. Leave them out until the region is available:`,
    ...lines,
  ].join("\n");
}
