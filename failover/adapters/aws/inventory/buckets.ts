import {
  GetBucketReplicationCommand,
  GetBucketVersioningCommand,
  ListBucketsCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { bounded, isError } from "../bounded";

export interface FoundBucket {
  readonly name: string;
  readonly versioned: boolean;
  /** Whether it has a replication configuration, which adoption would replace. */
  readonly replicates: boolean;
}

/** The buckets of a region. */
export async function findBuckets(client: S3Client, region: string): Promise<FoundBucket[]> {
  const { Buckets = [] } = await bounded((options) =>
    client.send(new ListBucketsCommand({ BucketRegion: region, MaxBuckets: 1000 }), options),
  );
  return Promise.all(
    Buckets.filter(({ BucketRegion }) => BucketRegion === undefined || BucketRegion === region).map(
      async ({ Name: Bucket = "" }) => {
        const { Status } = await bounded((options) => client.send(new GetBucketVersioningCommand({ Bucket }), options));
        return { name: Bucket, versioned: Status === "Enabled", replicates: await replicates(client, Bucket) };
      },
    ),
  );
}

async function replicates(client: S3Client, Bucket: string): Promise<boolean> {
  try {
    const command = new GetBucketReplicationCommand({ Bucket });
    const { ReplicationConfiguration } = await bounded((options) => client.send(command, options));
    return (ReplicationConfiguration?.Rules ?? []).length > 0;
  } catch (error) {
    if (isError(error, "ReplicationConfigurationNotFoundError")) return false;
    throw error;
  }
}
