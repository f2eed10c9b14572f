import { createHash } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import type { RedoubtConfig } from "./schema";
import { TAG_KEYS, type Tags } from "./tags";

/** Shortest deployment name: a Multi-Region Access Point, whose name begins with it, has at least 3 characters. */
const SHORTEST_DEPLOYMENT_NAME = 3;
/**
 * Longest deployment name. A service-linked role's name has 64 characters at most: 29 for `AWSServiceRoleForAutoScaling_`, up to 15 for
 * a region and its hyphen.
 */
const LONGEST_DEPLOYMENT_NAME = 20;
const HASH_LENGTH = 6;

/**
 * The project's name in the form that every service accepts, for names that are fixed and must be unique in an account and region:
 * 3 to 20 lower-case letters, digits and single hyphens, a letter first. A name that had to be changed ends in a hash of the original, so
 * that two projects never have the same one.
 */
export function deploymentName(project = pulumi.getProject()): string {
  const plain = project
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "");
  const fits = plain.length >= SHORTEST_DEPLOYMENT_NAME && plain.length <= LONGEST_DEPLOYMENT_NAME;
  if (plain === project && fits) return plain;
  const hash = createHash("sha256").update(project).digest("hex").slice(0, HASH_LENGTH);
  const start = (plain || "project").slice(0, LONGEST_DEPLOYMENT_NAME - HASH_LENGTH - 1).replace(/-+$/, "");
  return `${start}-${hash}`;
}

/** The parent domain of the regions' origins. Their certificates cover it and its direct subdomains. */
export function originDomain({ domain }: Pick<RedoubtConfig, "domain">): string {
  return `origin.${domain}`;
}

/** The host name under which CloudFront connects to a region. */
export function originHostname(config: RedoubtConfig, region: string): string {
  return `${region}.${originDomain(config)}`;
}

/** Names of the global stack's key and credentials among the resources; those of their children begin with them. */
export const DATA_KEY_RESOURCE = "data";
export const CREDENTIALS_RESOURCE = "database";

/**
 * The lease table's name. It is fixed, so that every update can read the lease before it changes anything.
 * @param generation each move of the lease raises it
 */
export function leaseTableName(generation: number, project = pulumi.getProject()): string {
  return `${project}-${leaseTableResource(generation)}`;
}

/** The name of a lease table among the resources. */
export function leaseTableResource(generation: number): string {
  return generation === 1 ? "lease" : `lease-g${generation}`;
}

/** The identifier of the global cluster of an Aurora Global Database, unique in the account. */
export function globalDatabaseName(project = pulumi.getProject()): string {
  return `${deploymentName(project)}-database`;
}

/** The name of the sentinel's function, the same in every region: a switchover calls it in two of them. */
export function sentinelFunctionName(project = pulumi.getProject()): string {
  return `${deploymentName(project)}-sentinel`;
}

/** Start of the identifiers of the regions' DB instances. Region and generation follow it. */
export function databaseIdentifierPrefix(deployment = deploymentName()): string {
  return `${deployment}-database`;
}

/** Identifier of a region's DB instance. Each rebuild gets a new one, so that it differs from the instance that it replaces. */
export function databaseIdentifier(prefix: string, region: string, generation: number): string {
  return `${prefix}-${region}-g${generation}`;
}

/** The tags of all resources of a stack. */
export function stackTags(
  config: RedoubtConfig,
  { stack, role, region }: { readonly stack: string; readonly role: string; readonly region?: string },
): Tags {
  return {
    ...config.tags,
    [TAG_KEYS.project]: pulumi.getProject(),
    [TAG_KEYS.stack]: stack,
    [TAG_KEYS.role]: role,
    ...(region && { [TAG_KEYS.region]: region }),
  };
}
