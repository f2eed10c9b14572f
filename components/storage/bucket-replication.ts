import * as iam from "@pulumi/aws/iam";
import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import type { Tags } from "../../config/tags";
import { policyDocument } from "../iam/policy-document";
import { serviceRole } from "../iam/service-role";
import { type Transform, transformed } from "../transform";

/** A versioned bucket that replicates or is replicated to. */
export interface ReplicatedBucket {
  readonly region: string;
  /** Name of the bucket. */
  readonly bucket: pulumi.Input<string>;
  /** ARN of the bucket, known only once its versioning is enabled: S3 requires that of source and destinations. */
  readonly arn: pulumi.Input<string>;
  /** Key of the bucket's own region, under which replicas are encrypted. */
  readonly keyArn: pulumi.Input<string>;
  /**
   * A further key under which the bucket's objects are encrypted.
   * @default none
   */
  readonly objectKeyArn?: pulumi.Input<string>;
}

export interface BucketReplicationArgs {
  readonly source: ReplicatedBucket;
  readonly destinations: readonly ReplicatedBucket[];
  readonly tags?: Tags;
  /** Changes the arguments of the underlying resources. */
  readonly transform?: BucketReplicationTransform;
}

export interface BucketReplicationTransform {
  readonly role?: Transform<iam.RoleArgs>;
  readonly rolePolicy?: Transform<iam.RolePolicyArgs>;
  readonly batchRole?: Transform<iam.RoleArgs>;
  readonly batchRolePolicy?: Transform<iam.RolePolicyArgs>;
  readonly replication?: Transform<s3.BucketReplicationConfigArgs>;
}

/** The only value that S3 Replication Time Control takes, minutes (ReplicationTimeValue). */
const REPLICATION_MINUTES = 15;

/**
 * Replication of one bucket to others, with one rule for each destination. Its role can only read the source and write to the
 * destinations. Objects that existed before are replicated by an S3 Batch Replication job, which a second role permits.
 * @example
 * new BucketReplication("reports", {
 *   source: { region: "eu-west-1", bucket: source.bucket, arn: source.arn, keyArn: sourceKey.arn },
 *   destinations: [{ region: "eu-central-1", bucket: target.bucket, arn: target.arn, keyArn: targetKey.arn }],
 * });
 */
export class BucketReplication extends pulumi.ComponentResource {
  readonly role: iam.Role;
  readonly rolePolicy: iam.RolePolicy;
  readonly replication: s3.BucketReplicationConfig;
  /** Role of S3 Batch Replication jobs, which can only request the replication of the source's objects. */
  readonly batchRole: iam.Role;

  constructor(name: string, args: BucketReplicationArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:BucketReplication", name, {}, opts);
    const { destinations, source, tags, transform } = args;
    this.role = serviceRole(
      name,
      {
        service: "s3.amazonaws.com",
        description: "Replicates a bucket to other regions",
        tags,
        transform: transform?.role,
      },
      this,
    );
    this.rolePolicy = new iam.RolePolicy(
      ...transformed(
        transform?.rolePolicy,
        name,
        { role: this.role.name, policy: replicationPolicy(args) },
        { parent: this },
      ),
    );
    this.replication = new s3.BucketReplicationConfig(
      ...transformed<s3.BucketReplicationConfigArgs>(
        transform?.replication,
        name,
        {
          region: source.region,
          bucket: source.bucket,
          role: this.role.arn,
          rules: destinations.map((destination, index) => replicationRule(destination, index + 1)),
        },
        { parent: this, dependsOn: [this.rolePolicy] },
      ),
    );
    this.batchRole = serviceRole(
      `${name}-batch`,
      {
        service: "batchoperations.s3.amazonaws.com",
        description: "Replicates the objects that a bucket had before",
        tags,
        transform: transform?.batchRole,
      },
      this,
    );
    new iam.RolePolicy(
      ...transformed(
        transform?.batchRolePolicy,
        `${name}-batch`,
        { role: this.batchRole.name, policy: batchPolicy(args) },
        { parent: this },
      ),
    );
    this.registerOutputs();
  }
}

function replicationRule({ region, arn, keyArn }: ReplicatedBucket, priority: number) {
  const time = { minutes: REPLICATION_MINUTES };
  return {
    id: `to-${region}`,
    priority,
    status: "Enabled",
    filter: {},
    deleteMarkerReplication: { status: "Enabled" },
    sourceSelectionCriteria: {
      replicaModifications: { status: "Enabled" },
      sseKmsEncryptedObjects: { status: "Enabled" },
    },
    destination: {
      bucket: arn,
      storageClass: "STANDARD",
      encryptionConfiguration: { replicaKmsKeyId: keyArn },
      replicationTime: { status: "Enabled", time },
      metrics: { status: "Enabled", eventThreshold: time },
    },
  };
}

/** Source: S3 User Guide, "Configuring an IAM role for S3 Batch Replication", without a stored manifest and report. */
function batchPolicy({ source }: BucketReplicationArgs): pulumi.Output<string> {
  return policyDocument([
    { actions: "s3:InitiateReplication", resources: pulumi.interpolate`${source.arn}/*` },
    { actions: ["s3:GetReplicationConfiguration", "s3:PutInventoryConfiguration"], resources: source.arn },
  ]);
}

/** Source: S3 User Guide, "Setting up permissions for live replication" and "Replicating encrypted objects". */
function replicationPolicy({ source, destinations }: BucketReplicationArgs): pulumi.Output<string> {
  return policyDocument([
    { actions: ["s3:GetReplicationConfiguration", "s3:ListBucket"], resources: source.arn },
    {
      actions: ["s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:GetObjectVersionTagging"],
      resources: pulumi.interpolate`${source.arn}/*`,
    },
    {
      actions: ["s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"],
      resources: destinations.map(({ arn }) => pulumi.interpolate`${arn}/*`),
    },
    {
      actions: "kms:Decrypt",
      resources: source.objectKeyArn === undefined ? source.keyArn : [source.keyArn, source.objectKeyArn],
    },
    { actions: ["kms:Encrypt", "kms:GenerateDataKey"], resources: destinations.map(({ keyArn }) => keyArn) },
  ]);
}
