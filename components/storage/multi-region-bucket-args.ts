import type * as s3 from "@pulumi/aws/s3";
import type * as s3control from "@pulumi/aws/s3control";
import type * as pulumi from "@pulumi/pulumi";
import type { Fault } from "../../config/checks/check";
import type { Tags } from "../../config/tags";
import { arnFaults, known, regionFaults } from "../argument-faults";
import type { Transform } from "../transform";
import type { BucketReplicationTransform } from "./bucket-replication";
import type { PrivateBucketTransform } from "./private-bucket";

export interface MultiRegionBucketArgs {
  /** The regions that get a bucket, or each with what is not made for it. A single one has nothing to replicate to. */
  readonly regions: readonly string[] | Readonly<Record<string, MultiRegionBucketRegion>>;
  /** @default the provider's account */
  readonly accountId?: pulumi.Input<string>;
  /**
   * Start of the access point's name, which must be unique in the account: 3 to 41 lower-case letters, digits and hyphens.
   * @default the component's name
   */
  readonly accessPointPrefix?: string;
  /**
   * Regions that had a bucket and do not return. They change the access point's name: without them, the regions that are left would get the
   * name that their access point had before the region was added, and that one still exists.
   * @default none
   */
  readonly formerRegions?: readonly string[];
  /**
   * Days after which noncurrent object versions are deleted; not in existing buckets.
   * @default 90
   */
  readonly noncurrentVersionDays?: pulumi.Input<number>;
  /**
   * Days after which the access logs in the component's own log buckets expire.
   * @default 365
   */
  readonly logRetentionDays?: pulumi.Input<number>;
  /**
   * Protect the buckets against deletion.
   * @default true
   */
  readonly protect?: boolean;
  readonly tags?: Tags;
  /** Changes the arguments of the underlying resources, in every region. */
  readonly transform?: PrivateBucketTransform & {
    readonly logging?: Transform<s3.BucketLoggingArgs>;
    readonly replication?: BucketReplicationTransform;
    readonly accessPoint?: Transform<s3control.MultiRegionAccessPointArgs>;
  };
}

/** What a region's bucket uses. */
export interface MultiRegionBucketRegion {
  /**
   * Key of the bucket's own region. Replicas are encrypted under it.
   * @default a multi-Region key of the component's own
   */
  readonly keyArn?: pulumi.Input<string>;
  /**
   * Name of the bucket of the same region that receives access logs.
   * @default a log bucket of the component's own
   */
  readonly logBucket?: pulumi.Input<string>;
  /**
   * An existing bucket of the region that becomes a member. Its versioning is turned on, and its replication configuration is
   * replaced; all other settings stay as they are. Objects that it already has are not replicated (S3 User Guide, "Replicating existing
   * objects with Batch Replication").
   * @default a new bucket
   */
  readonly existing?: ExistingBucket;
}

export interface ExistingBucket {
  /** Name of the bucket. */
  readonly bucket: pulumi.Input<string>;
  /**
   * Key of the bucket's region under which its objects are encrypted.
   * @default S3's own keys
   */
  readonly keyArn?: pulumi.Input<string>;
}

/** The regions, each with what is given for it. */
export function memberRegions(
  regions: MultiRegionBucketArgs["regions"],
): Readonly<Record<string, MultiRegionBucketRegion>> {
  return isList(regions) ? Object.fromEntries(regions.map((region) => [region, {}])) : regions;
}

function isList(regions: MultiRegionBucketArgs["regions"]): regions is readonly string[] {
  return Array.isArray(regions);
}

/** Source: S3 User Guide, "Rules for naming Amazon S3 Multi-Region Access Points"; a hyphen and the hash of the regions follow. */
const ACCESS_POINT_PREFIX = /^[a-z0-9][a-z0-9-]{1,39}[a-z0-9]$/;

/** Everything that is wrong with the arguments. */
export function bucketFaults(
  name: string,
  members: Readonly<Record<string, MultiRegionBucketRegion>>,
  { accessPointPrefix = name, logRetentionDays, noncurrentVersionDays }: MultiRegionBucketArgs,
): Fault[] {
  const faults: Fault[] = Object.entries(members).flatMap(([region, { existing, keyArn }]) => {
    const key = { service: "kms", region, example: `arn:aws:kms:${region}:123456789012:key/mrk-1` };
    return [
      ...regionFaults("regions", region),
      ...arnFaults(`regions.${region}.keyArn`, keyArn, key),
      ...arnFaults(`regions.${region}.existing.keyArn`, existing?.keyArn, key),
    ];
  });
  if (Object.keys(members).length === 0) faults.push({ path: "regions", message: "got none; name at least one" });
  if (!ACCESS_POINT_PREFIX.test(accessPointPrefix)) {
    const message = `got ${accessPointPrefix}; use 3 to 41 lower-case letters, digits and hyphens`;
    faults.push({ path: "accessPointPrefix", message });
  }
  for (const [path, value] of Object.entries({ logRetentionDays, noncurrentVersionDays })) {
    const days = known(value);
    if (days === undefined || (Number.isInteger(days) && days >= 1)) continue;
    faults.push({ path, message: `got ${days}; use a whole number of days from 1` });
  }
  return faults;
}
