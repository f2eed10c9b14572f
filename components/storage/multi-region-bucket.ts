import { createHash } from "node:crypto";
import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import * as s3 from "@pulumi/aws/s3";
import * as s3control from "@pulumi/aws/s3control";
import * as pulumi from "@pulumi/pulumi";
import { partitionOf } from "../../config/aws/regions";
import { DEFAULTS, NONCURRENT_VERSION_DAYS } from "../../config/defaults";
import { TAG_KEYS } from "../../config/tags";
import { rejectFaults } from "../argument-faults";
import { MultiRegionKey } from "../kms/multi-region-key";
import { transformed } from "../transform";
import { BucketReplication, type ReplicatedBucket } from "./bucket-replication";
import { LogBucket } from "./log-bucket";
import {
  bucketFaults,
  type ExistingBucket,
  type MultiRegionBucketArgs,
  type MultiRegionBucketRegion,
  memberRegions,
} from "./multi-region-bucket-args";
import { type PrivateBucket, privateBucket } from "./private-bucket";

/** A bucket's resources, with its access logs. */
export interface LoggedBucket extends PrivateBucket {
  readonly logging: s3.BucketLogging;
}

/** A region with everything that its bucket uses. */
interface Member {
  readonly existing: ExistingBucket | undefined;
  readonly keyArn: pulumi.Input<string>;
  readonly logBucket: pulumi.Input<string>;
}

/**
 * One bucket in several regions. Each bucket replicates to every other one, including delete markers, metadata changes and
 * encrypted objects, within 15 minutes (S3 Replication Time Control: 99.9 % of objects), behind one Multi-Region Access Point. The
 * failover controller sets the access point's routes; this component does not.
 * @throws UserError that lists every invalid argument
 * @example
 * const documents = new MultiRegionBucket("documents", { regions: ["eu-west-1", "eu-central-1"] });
 * @example
 * const documents = new MultiRegionBucket("documents", {
 *   regions: { "eu-west-1": { existing: { bucket: "documents-of-example" } }, "eu-central-1": {} },
 * });
 */
export class MultiRegionBucket extends pulumi.ComponentResource {
  /** Each new bucket and its settings, by region. */
  readonly resources: Readonly<Record<string, LoggedBucket>>;
  /** Versioning of each existing bucket, by region. */
  readonly existingVersioning: Readonly<Record<string, s3.BucketVersioning>>;
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
    const given = memberRegions(args.regions);
    rejectFaults(name, bucketFaults(name, given, args));
    const members = this.membersOf(name, given, args);
    const created = Object.entries(members).filter(([, { existing }]) => existing === undefined);
    this.resources = Object.fromEntries(
      created.map(([region, settings]) => [region, this.regionalBucket(name, region, settings, args)]),
    );
    this.existingVersioning = this.versioningOf(name, members);
    const replicated = Object.entries(members).map(
      ([region, { existing, keyArn }]): ReplicatedBucket & {
        bucket: pulumi.Output<string>;
        arn: pulumi.Output<string>;
      } => {
        const resources = this.resources[region];
        const versioning = resources?.versioning ?? this.existingVersioning[region];
        const name = versioning?.bucket ?? pulumi.output("");
        const arn = resources?.bucket.arn ?? pulumi.interpolate`arn:${partitionOf(region)}:s3:::${name}`;
        return {
          region,
          bucket: name,
          arn: pulumi.all([arn, versioning?.id]).apply(([resolved]) => resolved),
          keyArn,
          objectKeyArn: existing?.keyArn,
        };
      },
    );
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

  /** The regions with their keys and log buckets; those that are not given are made. */
  private membersOf(
    name: string,
    given: Readonly<Record<string, MultiRegionBucketRegion>>,
    args: MultiRegionBucketArgs,
  ): Readonly<Record<string, Member>> {
    const { logRetentionDays = DEFAULTS.logRetentionDays, protect, tags } = args;
    const parent = { parent: this };
    const regions = Object.keys(given);
    const accountId = args.accountId ?? getCallerIdentityOutput({}, parent).accountId;
    const [homeRegion = "", ...replicaRegions] = regions.filter((region) => given[region]?.keyArn === undefined);
    const key =
      homeRegion === ""
        ? undefined
        : new MultiRegionKey(
            `${name}-key`,
            { homeRegion, replicaRegions, description: `Objects of ${name}`, accountId, protect, tags },
            parent,
          );
    return Object.fromEntries(
      Object.entries(given).map(([region, { existing, keyArn, logBucket }]) => [
        region,
        {
          existing,
          keyArn: keyArn ?? key?.arns[region] ?? "",
          logBucket:
            logBucket ??
            (existing
              ? ""
              : new LogBucket(`${name}-${region}-logs`, { region, accountId, logRetentionDays, protect, tags }, parent)
                  .bucketName),
        },
      ]),
    );
  }

  /** Replication needs versions. Versioning stays on when the bucket leaves the program. */
  private versioningOf(name: string, members: Readonly<Record<string, Member>>) {
    const versioning = Object.entries(members).flatMap(([region, { existing }]) => {
      if (existing === undefined) return [];
      const args = { region, bucket: existing.bucket, versioningConfiguration: { status: "Enabled" } };
      const resource = new s3.BucketVersioning(`${name}-${region}`, args, { parent: this, retainOnDelete: true });
      return [[region, resource] as const];
    });
    return Object.fromEntries(versioning);
  }

  private regionalBucket(
    name: string,
    region: string,
    { keyArn, logBucket }: Member,
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
          noncurrentVersionExpiration: { noncurrentDays: args.noncurrentVersionDays ?? NONCURRENT_VERSION_DAYS },
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
            // S3 cannot change the regions of an access point: other regions create a new one under another name.
            name: `${args.accessPointPrefix ?? name}-${regionSetId(Object.keys(this.bucketNames), args.formerRegions)}`,
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

/** Short hash of sets of regions, whatever their order. */
function regionSetId(...sets: readonly (readonly string[] | undefined)[]): string {
  const texts = sets.filter((regions) => regions?.length).map((regions) => regions?.toSorted().join());
  return createHash("sha256").update(texts.join(";")).digest("hex").slice(0, 8);
}
