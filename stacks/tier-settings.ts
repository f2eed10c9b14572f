import { existsSync, readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import type { TierSettings } from "../components/regional-tier-args";
import type { RedoubtConfig } from "../config/parse";
import type { Role } from "../config/topology";
import { UserError } from "../errors";
import type { globalOutputs } from "./outputs";

/** Where a tier runs. */
export interface TierContext {
  readonly region: string;
  readonly role: Role;
  /** The folder of Pulumi.yaml. */
  readonly folder: string;
  readonly accountId: pulumi.Input<string>;
}

/**
 * The settings of a tier in a region's role. Tasks get their images from the region's own registry.
 * @throws UserError when the script does not exist or is not a file
 */
export function tierSettings(
  key: "web" | "application",
  config: RedoubtConfig,
  { region, role, folder, accountId }: TierContext,
): TierSettings {
  const { fargate, instanceType, userData, ...tier } = config[key];
  const capacity = tier[role];
  if (tier.compute === "fargate" && fargate) {
    const inRegion = (image: string) => pulumi.interpolate`${accountId}.dkr.ecr.${region}.amazonaws.com/${image}`;
    const agentImage = inRegion(config.containers.agentImage ?? "");
    return { capacity, fargate: { ...fargate, image: inRegion(fargate.image), agentImage } };
  }
  if (userData === undefined) return { instanceType, capacity };
  return { instanceType, capacity, userData: readUserData(`${key}.userData`, userData, folder) };
}

/** The text of a script whose path is relative to the folder of Pulumi.yaml. */
function readUserData(key: string, path: string, folder: string): string {
  const file = resolve(folder, path);
  if (!existsSync(file)) {
    throw new UserError(
      `${key}: got ${path}: ${file} does not exist; use a path relative to the folder of Pulumi.yaml`,
    );
  }
  if (!statSync(file).isFile())
    throw new UserError(`${key}: got ${path}: ${file} is not a file; use the path of a script`);
  return readFileSync(file, "utf8");
}

/**
 * Keys of objects in addition to the region's own multi-Region key: those of existing buckets, and the other regions' keys where a lost
 * primary left the regions with several multi-Region keys.
 */
export function objectKeyArns(
  { dataKeyArns = {}, detachedKeys, regions }: RedoubtConfig,
  region: string,
  global: ReturnType<typeof globalOutputs>,
): pulumi.Input<string>[] {
  const ofBuckets = Object.values(regions).flatMap(({ bucketKeyArn }) => bucketKeyArn ?? []);
  const keyIds = new Set(Object.values(dataKeyArns).map((arn) => arn?.split("/").at(-1)));
  if (keyIds.size < 2 && Object.keys(detachedKeys).length === 0) return ofBuckets;
  const others = Object.keys(regions).filter((other) => other !== region);
  return [...ofBuckets, ...others.map((other) => global.of("dataKeyArns", other))];
}
