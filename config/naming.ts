import * as pulumi from "@pulumi/pulumi";
import type { RedoubtConfig } from "./parse";
import type { Tags } from "./tags";

/** The name under which the regions' origins lie; their certificates cover it and every name one level under it. */
export function originDomain({ domain }: Pick<RedoubtConfig, "domain">): string {
  return `origin.${domain}`;
}

/** The name by which the edge calls a region. */
export function originHostname(config: RedoubtConfig, region: string): string {
  return `${region}.${originDomain(config)}`;
}

/** The lease table's name: known before anything is deployed, so that every update can look at the lease first. */
export function leaseTableName(project = pulumi.getProject()): string {
  return `${project}-lease`;
}

/** The tags of every resource of a stack. */
export function stackTags(
  config: RedoubtConfig,
  { stack, role, region }: { readonly stack: string; readonly role: string; readonly region?: string },
): Tags {
  return {
    ...config.tags,
    "redoubt:project": pulumi.getProject(),
    "redoubt:stack": stack,
    "redoubt:role": role,
    ...(region && { "redoubt:region": region }),
  };
}
