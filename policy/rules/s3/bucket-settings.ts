import type { Estate } from "../../estate/estate";
import type { Inputs } from "../../estate/inputs";
import type { Resource } from "../../estate/resource";
import { some } from "../../estate/three-valued";

// A bucket's settings stand in side resources, or in blocks of the bucket itself as before version 4 of the provider.

/** Whether versions are kept. */
export function versioningOf(bucket: Resource, estate: Estate): boolean {
  const inline = blocks(bucket, "versioning", "versionings");
  if (some(inline, (versioning) => versioning.flag("enabled") === true)) return true;
  const side = estate.referringTo(bucket, "aws:s3/bucketVersioning:BucketVersioning", "bucket");
  return some(side, (versioning) => versioning.text("versioningConfiguration.status") === "Enabled");
}

/** The blocks of a setting inside the bucket, under its singular name or, in BucketV2, its plural. */
function blocks(bucket: Resource, singular: string, plural: string): Inputs[] {
  return [...bucket.list(singular), ...bucket.list(plural)];
}
