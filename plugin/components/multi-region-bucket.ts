import * as pulumi from "@pulumi/pulumi";
import * as library from "../../components";

export interface MultiRegionBucketArgs {
  readonly accountId?: library.MultiRegionBucketArgs["accountId"];
  readonly tags?: library.MultiRegionBucketArgs["tags"];
  readonly logRetentionDays?: library.MultiRegionBucketArgs["logRetentionDays"];
  readonly protect?: library.MultiRegionBucketArgs["protect"];
  readonly accessPointPrefix?: library.MultiRegionBucketArgs["accessPointPrefix"];
  /** Regions that had a bucket and do not return. They change the access point's name. */
  readonly formerRegions?: string[];
  readonly noncurrentVersionDays?: library.MultiRegionBucketArgs["noncurrentVersionDays"];
  /** The regions that get a bucket, each with what is not made for it. A single one has nothing to replicate to. */
  readonly regions: Readonly<Record<string, library.MultiRegionBucketRegion>>;
}

/** One bucket in several regions, which replicate to each other, behind one Multi-Region Access Point. */
export class MultiRegionBucket extends pulumi.ComponentResource {
  /** Names of the buckets, by region. */
  readonly bucketNames: pulumi.Output<Record<string, string>>;
  /** ARNs of the buckets, by region. */
  readonly bucketArns: pulumi.Output<Record<string, string>>;
  /** ARN of the Multi-Region Access Point, by which applications address the bucket in every region. */
  readonly accessPointArn: pulumi.Output<string>;

  constructor(name: string, args: MultiRegionBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:MultiRegionBucket", name, {}, opts);
    const bucket = new library.MultiRegionBucket(name, args, { parent: this });
    this.bucketNames = pulumi.output(bucket.bucketNames);
    this.bucketArns = pulumi.output(bucket.bucketArns);
    this.accessPointArn = bucket.accessPointArn;
    this.registerOutputs({ bucketNames: this.bucketNames, accessPointArn: this.accessPointArn });
  }
}
