import type * as pulumi from "@pulumi/pulumi";
import type { RedoubtConfig } from "../config/parse";
import type { globalOutputs } from "./outputs";

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
