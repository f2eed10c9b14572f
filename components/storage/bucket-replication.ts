import * as iam from "@pulumi/aws/iam";
import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import type { Tags } from "../../config/tags";
import { serviceRole } from "../iam/service-role";

/** A versioned bucket that takes part in replication. */
export interface ReplicatedBucket {
  readonly region: string;
  readonly bucket: pulumi.Input<string>;
  readonly arn: pulumi.Input<string>;
  /** Key of the bucket's own region. */
  readonly keyArn: pulumi.Input<string>;
}

export interface BucketReplicationArgs {
  readonly source: ReplicatedBucket;
  readonly destinations: readonly ReplicatedBucket[];
  readonly tags?: Tags;
}

/** S3 Replication Time Control knows this one time, in minutes. */
const replicationMinutes = 15;

/** Replication of one bucket to others: its role, which may read here and write there alone, and a rule a destination. */
export class BucketReplication extends pulumi.ComponentResource {
  constructor(name: string, args: BucketReplicationArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:BucketReplication", name, {}, opts);
    const { source, destinations } = args;
    const role = serviceRole(name, "s3.amazonaws.com", "Replicates a bucket to its twins", this, args.tags);
    const policy = new iam.RolePolicy(name, { role: role.name, policy: replicationPolicy(args) }, { parent: this });
    new s3.BucketReplicationConfig(
      name,
      {
        region: source.region,
        bucket: source.bucket,
        role: role.arn,
        rules: destinations.map(({ region, arn, keyArn }, index) => ({
          id: `to-${region}`,
          priority: index + 1,
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
            replicationTime: { status: "Enabled", time: { minutes: replicationMinutes } },
            metrics: { status: "Enabled", eventThreshold: { minutes: replicationMinutes } },
          },
        })),
      },
      { parent: this, dependsOn: [policy] },
    );
    this.registerOutputs();
  }
}

function replicationPolicy({ source, destinations }: BucketReplicationArgs): pulumi.Output<string> {
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Action: ["s3:GetReplicationConfiguration", "s3:ListBucket"], Resource: source.arn },
      {
        Effect: "Allow",
        Action: ["s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:GetObjectVersionTagging"],
        Resource: pulumi.interpolate`${source.arn}/*`,
      },
      {
        Effect: "Allow",
        Action: ["s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"],
        Resource: destinations.map(({ arn }) => pulumi.interpolate`${arn}/*`),
      },
      { Effect: "Allow", Action: "kms:Decrypt", Resource: source.keyArn },
      {
        Effect: "Allow",
        Action: ["kms:Encrypt", "kms:GenerateDataKey"],
        Resource: destinations.map(({ keyArn }) => keyArn),
      },
    ],
  });
}
