import type { Deployment as StackExport } from "@pulumi/pulumi/automation";
import { isAurora } from "../../config/database-engines";
import type { RedoubtConfig } from "../../config/parse";
import { thirdSite } from "../../config/topology";
import { UserError } from "../../errors";
import type { ExportedResource } from "../../resources/from-stack-export";
import { isGlobalService } from "./needs-region";

/** Whether a region is the third site, and hosts no tier. */
export function isThirdSite(config: RedoubtConfig, region: string): boolean {
  return !(region in config.regions) && thirdSite(config) === region;
}

/**
 * The third site after a region is abandoned.
 * @throws UserError when no lease region without a tier is left, or the region cannot be given up
 */
export function thirdSiteAfter(config: RedoubtConfig, lost: string): string {
  const abandoned = { ...config.abandoned, [lost]: config.regions[lost] ?? config.abandoned[lost] ?? {} };
  if (config.thirdSite !== undefined && config.thirdSite !== lost) return config.thirdSite;
  const site = config.leaseRegions.find((region) => !(region in config.regions || region in abandoned));
  if (site !== undefined) return site;
  throw new UserError(
    `abandon: got ${lost}, the only lease region without a tier, through which all sites reach the lease; it cannot be given up before a tier is`,
  );
}

/** Checked before a third site is given up. */
export function refuseSite({ database, secondLeaseTable }: RedoubtConfig, site: string): void {
  if (secondLeaseTable !== undefined) {
    throw new UserError(`abandon: got ${site} while the lease is being moved; end the move first, or cancel it`);
  }
  if (isAurora(database.engine)) {
    throw new UserError(
      `abandon: got ${site}, from which the Aurora global cluster is managed; redoubt cannot manage it from another region`,
    );
  }
}

/**
 * A state whose providers are in another region. What has no region of its own is in its provider's, such as an access point, and an update
 * would replace it otherwise.
 */
export function withProviderRegion(exported: StackExport, from: string, to: string): StackExport {
  const state = exported.deployment as { readonly resources?: readonly ExportedResource[] };
  const moved = (values?: Record<string, unknown> | null) =>
    values?.region === from ? { ...values, region: to } : values;
  const resources = (state.resources ?? []).map((resource) =>
    resource.type === "pulumi:providers:aws" || isGlobalService(resource.type)
      ? { ...resource, inputs: moved(resource.inputs), outputs: moved(resource.outputs) }
      : resource,
  );
  return { ...exported, deployment: { ...state, resources } };
}
