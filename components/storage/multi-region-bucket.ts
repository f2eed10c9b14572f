import { createHash } from "node:crypto";
import * as s3 from "@pulumi/aws/s3";
import * as s3control from "@pulumi/aws/s3control";
import * as pulumi from "@pulumi/pulumi";
import { TAG_KEYS, type Tags } from "../../config/tags";
import { type Transform, transformed } from "../transform";
import { BucketReplication, type BucketReplicationTransform } from "./bucket-replication";
import { type PrivateBucket, type PrivateBucketTransform, privateBucket } from "./private-bucket";

export interface MultiRegionBucketArgs {
  /** The regions that get a bucket, each with its key and log bucket. A single one has nothing to replicate to. */
  readonly regions: Readonly<Record<string, MultiRegionBucketRegion>>;
  readonly accountId: pulumi.Input<string>;
  /**
   * Start of the access point's name, which must be unique in the account: 3 to 41 lower-case letters, digits and hyphens.
   * @default the component's name
   */
  readonly accessPointPrefix?: string;
  /** Days after which noncurrent object versions are deleted. */
  readonly noncurrentVersionDays: pulumi.Input<number>;
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

/** A bucket's resources, with its access logs. */
export interface LoggedBucket extends PrivateBucket {
  readonly logging: s3.BucketLogging;
}

export interface MultiRegionBucketRegion {
  /** Key of the bucket's own region. */
  readonly keyArn: pulumi.Input<string>;
  /** Name of the bucket of the same region that receives access logs. */
  readonly logBucket: pulumi.Input<string>;
}

/**
 * One bucket in several regions. Each bucket replicates to every other one, including delete markers, metadata changes and
 * encrypted objects, within 15 minutes (S3 Replication Time Control: 99.9 % of objects), behind one Multi-Region Access Point. The
 * failover controller sets the access point's routes; this component does not.
 * @throws Error without a region
 * @example
 * const documents = new MultiRegionBucket("documents", {
 *   accountId,
 *   regions: {
 *     "eu-west-1": { keyArn: key.arns["eu-west-1"], logBucket: "logs-eu-west-1" },
 *     "eu-central-1": { keyArn: key.arns["eu-central-1"], logBucket: "logs-eu-central-1" },
 *   },
 *   noncurrentVersionDays: 90,
 * });
 */
export class MultiRegionBucket extends pulumi.ComponentResource {
  /** Each region's bucket and its settings. */
  readonly resources: Readonly<Record<string, LoggedBucket>>;
  /** Replication from each region to the others. */
  readonly replications: Readonly<Record<string, BucketReplication>>;
  readonly accessPoint: s3control.MultiRegionAccessPoint;
  /** Names of the buckets, by region; they resolve once versioning is enabled. */
  readonly bucketNames: Readonly<Record<string, pulumi.Output<string>>>;
  /** ARNs of the buckets, by region; they resolve once versioning is enabled. */
  readonly bucketArns: Readonly<Record<string, pulumi.Output<string>>>;
  /** ARN of the Multi-Region Access Point, by which applications address the bucket in every region. */
  readonly accessPointArn: pulumi.Output<string>;

  constructor(name: string, args: MultiRegionBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:MultiRegionBucket", name, {}, opts);
    const regions = Object.keys(args.regions);
    if (regions.length === 0) throw new Error(`${name}: regions: got none; name at least one`);
    this.resources = Object.fromEntries(
      Object.entries(args.regions).map(([region, settings]) => [
        region,
        this.regionalBucket(name, region, settings, args),
      ]),
    );
    const replicated = Object.entries(this.resources).map(([region, { bucket, versioning }]) => ({
      region,
      bucket: versioning.bucket,
      arn: pulumi.all([bucket.arn, versioning.id]).apply(([arn]) => arn),
      keyArn: args.regions[region]?.keyArn ?? "",
    }));
    const sources = replicated.length > 1 ? replicated : [];
    this.replications = Object.fromEntries(
      sources.map((source) => [
        source.region,
        new BucketReplication(
          `${name}-${source.region}-replication`,
          {
            source,
            destinations: replicated.filter((other) => other !== source),
            tags: args.tags,
            transform: args.transform?.replication,
          },
          { parent: this },
        ),
      ]),
    );
    this.bucketNames = Object.fromEntries(replicated.map(({ region, bucket }) => [region, bucket]));
    this.bucketArns = Object.fromEntries(replicated.map(({ region, arn }) => [region, arn]));
    this.accessPoint = this.multiRegionAccessPoint(name, args);
    this.accessPointArn = this.accessPoint.arn;
    this.registerOutputs({ buckets: this.bucketNames, accessPointArn: this.accessPointArn });
  }

  private regionalBucket(
    name: string,
    region: string,
    { keyArn, logBucket }: MultiRegionBucketRegion,
    args: MultiRegionBucketArgs,
  ): LoggedBucket {
    const bucketName = `${name}-${region}`;
    const resources = privateBucket(
      bucketName,
      {
        region,
        encryption: {
          applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn },
          bucketKeyEnabled: true,
        },
        objectOwnership: "BucketOwnerEnforced",
        expiry: {
          id: "old-versions",
          noncurrentVersionExpiration: { noncurrentDays: args.noncurrentVersionDays },
        },
        protect: args.protect,
        tags: { ...args.tags, [TAG_KEYS.region]: region },
        transform: args.transform,
      },
      this,
    );
    const logging = new s3.BucketLogging(
      ...transformed(
        args.transform?.logging,
        bucketName,
        { region, bucket: resources.bucket.id, targetBucket: logBucket, targetPrefix: `${bucketName}/` },
        { parent: this },
      ),
    );
    return { ...resources, logging };
  }

  private multiRegionAccessPoint(name: string, args: MultiRegionBucketArgs): s3control.MultiRegionAccessPoint {
    return new s3control.MultiRegionAccessPoint(
      ...transformed(
        args.transform?.accessPoint,
        `${name}-access-point`,
        {
          details: {
            // S3 cannot add a region to an access point: a further region creates a new one under another name.
            name: `${args.accessPointPrefix ?? name}-${regionSetId(Object.keys(args.regions))}`,
            publicAccessBlock: {
              blockPublicAcls: true,
              blockPublicPolicy: true,
              ignorePublicAcls: true,
              restrictPublicBuckets: true,
            },
            regions: Object.values(this.bucketNames).map((bucket) => ({ bucket })),
          },
        },
        // It holds no data and may be replaced; clients of the replaced one keep their access.
        { parent: this, retainOnDelete: args.protect ?? true },
      ),
    );
  }
}

/** Short hash of a set of regions, whatever their order. */
function regionSetId(regions: readonly string[]): string {
  return createHash("sha256").update(regions.toSorted().join()).digest("hex").slice(0, 8);
}
