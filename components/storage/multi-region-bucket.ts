import { createHash } from "node:crypto";
import * as s3 from "@pulumi/aws/s3";
import * as s3control from "@pulumi/aws/s3control";
import * as pulumi from "@pulumi/pulumi";
import { named, type Tags } from "../../config/tags";
import { dataOptions } from "../data-protection";
import { BucketReplication } from "./bucket-replication";
import { tlsOnlyStatement } from "./tls-only-policy";

export interface MultiRegionBucketArgs {
  /** A region's key and log bucket, for each region that gets a bucket; two at least. */
  readonly regions: Readonly<Record<string, MultiRegionBucketRegion>>;
  readonly accountId: pulumi.Input<string>;
  /** Days after which noncurrent object versions are deleted. */
  readonly noncurrentVersionDays: number;
  /**
   * Guard the buckets against deletion.
   * @default true
   */
  readonly protect?: boolean;
  readonly tags?: Tags;
}

export interface MultiRegionBucketRegion {
  /** Key of the bucket's own region. */
  readonly keyArn: pulumi.Input<string>;
  /** Bucket of the same region for access logs. */
  readonly logBucket: pulumi.Input<string>;
}

/**
 * One bucket in several regions: each replicates to each other, deletions, metadata and encrypted objects included, within 15
 * minutes (S3 Replication Time Control's objective for 99.9 % of objects), behind one Multi-Region Access Point. Which region's
 * bucket the access point sends requests to is the failover controller's to say, through the routes, not this component's.
 */
export class MultiRegionBucket extends pulumi.ComponentResource {
  /** The buckets' names, by region. */
  readonly buckets: Readonly<Record<string, pulumi.Output<string>>>;
  /** The buckets' ARNs, by region. */
  readonly bucketArns: Readonly<Record<string, pulumi.Output<string>>>;
  /** ARN of the Multi-Region Access Point, by which applications address the bucket in every region. */
  readonly accessPointArn: pulumi.Output<string>;

  constructor(name: string, args: MultiRegionBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:MultiRegionBucket", name, {}, opts);
    const regions = Object.keys(args.regions);
    if (regions.length < 2) {
      throw new Error(`${name}: regions: got ${regions.join(", ") || "none"}; a replicated bucket needs two at least`);
    }
    const stores = regions.map((region) => ({ region, store: this.store(name, region, args) }));
    const replicas = stores.map(({ region, store }) => ({
      region,
      ...store,
      keyArn: args.regions[region]?.keyArn ?? "",
    }));
    for (const source of replicas) {
      new BucketReplication(
        `${name}-${source.region}-replication`,
        { source, destinations: replicas.filter(({ region }) => region !== source.region), tags: args.tags },
        { parent: this },
      );
    }
    const accessPoint = new s3control.MultiRegionAccessPoint(
      `${name}-access-point`,
      {
        details: {
          // S3 adds no region to an access point: a further region makes a new one, beside the old.
          name: `${name}-${regionSetId(regions)}`,
          publicAccessBlock: {
            blockPublicAcls: true,
            blockPublicPolicy: true,
            ignorePublicAcls: true,
            restrictPublicBuckets: true,
          },
          regions: stores.map(({ store }) => ({ bucket: store.bucket })),
        },
      },
      // It holds no data and may be replaced; who still uses the old one is not cut off by that.
      { parent: this, retainOnDelete: args.protect ?? true },
    );
    this.buckets = Object.fromEntries(stores.map(({ region, store }) => [region, store.bucket]));
    this.bucketArns = Object.fromEntries(stores.map(({ region, store }) => [region, store.arn]));
    this.accessPointArn = accessPoint.arn;
    this.registerOutputs({ buckets: this.buckets, accessPointArn: this.accessPointArn });
  }

  /** One region's bucket; its name comes back once it is versioned and closed. */
  private store(name: string, region: string, args: MultiRegionBucketArgs) {
    const parent = { parent: this };
    const logical = `${name}-${region}`;
    const bucket = new s3.Bucket(
      logical,
      {
        region,
        forceDestroy: args.protect === false,
        tags: named({ ...args.tags, "redoubt:region": region }, logical),
      },
      { ...parent, ...dataOptions(args.protect) },
    );
    const of = { region, bucket: bucket.id };
    const versioning = new s3.BucketVersioning(
      logical,
      { ...of, versioningConfiguration: { status: "Enabled" } },
      parent,
    );
    new s3.BucketServerSideEncryptionConfiguration(
      logical,
      {
        ...of,
        rules: [
          {
            applyServerSideEncryptionByDefault: {
              sseAlgorithm: "aws:kms",
              kmsMasterKeyId: args.regions[region]?.keyArn,
            },
            bucketKeyEnabled: true,
          },
        ],
      },
      parent,
    );
    new s3.BucketOwnershipControls(logical, { ...of, rule: { objectOwnership: "BucketOwnerEnforced" } }, parent);
    const block = new s3.BucketPublicAccessBlock(
      logical,
      { ...of, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
      parent,
    );
    new s3.BucketLogging(
      logical,
      { ...of, targetBucket: args.regions[region]?.logBucket ?? "", targetPrefix: `${logical}/` },
      parent,
    );
    new s3.BucketLifecycleConfiguration(
      logical,
      {
        ...of,
        rules: [
          {
            id: "old-versions",
            status: "Enabled",
            filter: {},
            noncurrentVersionExpiration: { noncurrentDays: args.noncurrentVersionDays },
            abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
          },
        ],
      },
      { ...parent, dependsOn: [versioning] },
    );
    new s3.BucketPolicy(
      logical,
      { ...of, policy: pulumi.jsonStringify({ Version: "2012-10-17", Statement: [tlsOnlyStatement(bucket.arn)] }) },
      // S3 refuses two changes of a bucket's access at once.
      { ...parent, dependsOn: [block] },
    );
    // Replication and the access point need the bucket versioned first.
    return { bucket: versioning.bucket, arn: bucket.arn };
  }
}

/** The same for the same regions in any order. */
function regionSetId(regions: readonly string[]): string {
  return createHash("sha256").update(regions.toSorted().join()).digest("hex").slice(0, 8);
}
