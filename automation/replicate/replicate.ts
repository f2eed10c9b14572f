import { z } from "zod";
import type { RedoubtConfig } from "../../config/parse";
import { GLOBAL_STACK } from "../../config/topology";
import { UserError } from "../../errors";
import type { BatchJob, BatchSource } from "../../failover/adapters/aws/batch-replication";
import { byRegion } from "../../failover/deployment";
import { parseOutputs, type StackOutputValues } from "../../stacks/outputs";
import { ProjectWorkspace } from "../workspace";

export interface ReplicateOptions {
  /**
   * Path of the project's Pulumi.yaml.
   * @default "Pulumi.yaml"
   */
  readonly project?: string;
  /**
   * Regions that are lost: nothing calls them.
   * @default those in the configuration
   */
  readonly lost?: readonly string[];
}

/** The replication of the objects that a region's bucket had before. */
export interface ObjectCopy {
  /** The region of the source. */
  readonly region: string;
  /** The newest job; null when there is none, the reason as text when it cannot be read. */
  readonly job: BatchJob | string | null;
}

/**
 * Starts an S3 Batch Replication job from the active region's bucket to all others, for the objects that existed before a region was added.
 * Call it again to see its progress; it starts no second job, except after one that failed or for another set of regions.
 * @throws UserError when the global stack is not deployed, or there is no other bucket
 */
export async function replicate(options: ReplicateOptions = {}): Promise<ObjectCopy & { readonly started: boolean }> {
  const workspace = await ProjectWorkspace.open(options.project ?? "Pulumi.yaml", options.lost);
  const { config } = workspace;
  const outputs = workspace.isDeployed(GLOBAL_STACK) ? await workspace.outputs(GLOBAL_STACK) : {};
  const [source] = sourcesOf(config, outputs).filter(({ region }) => region === config.activeRegion);
  if (source === undefined) {
    throw new UserError(
      `replicate: ${config.activeRegion} has no bucket that replicates; add a region to redoubt:regions and run redoubt up first`,
    );
  }
  const { batchJob, s3ControlClient, startBatchJob } = clients();
  const client = s3ControlClient(source.region);
  const started = await startBatchJob(client, source);
  return { region: source.region, started, job: (await batchJob(client, source)) ?? null };
}

/**
 * The newest job from each region's bucket. Nothing is read of regions that are lost.
 * @param outputs of the global stack
 */
export async function objectCopies(config: RedoubtConfig, outputs: StackOutputValues): Promise<ObjectCopy[]> {
  const sources = sourcesOf(config, outputs);
  const { batchJob, s3ControlClient } = clients();
  const copies = await Promise.all(
    sources.map(async (source): Promise<ObjectCopy> => {
      const reason = (error: unknown) => (error instanceof Error ? error.message : String(error));
      const job = await batchJob(s3ControlClient(source.region), source).then((found) => found ?? null, reason);
      return { region: source.region, job };
    }),
  );
  return copies.filter(({ job }) => job !== null);
}

const outputsSchema = z.object({ batchReplicationRoleArns: byRegion.default({}), bucketArns: byRegion.default({}) });

/** The buckets that replicate to others, without those of lost regions. */
function sourcesOf({ lost }: RedoubtConfig, outputs: StackOutputValues): BatchSource[] {
  if (Object.keys(outputs).length === 0) return [];
  const { batchReplicationRoleArns, bucketArns } = parseOutputs(GLOBAL_STACK, outputsSchema, outputs);
  return Object.entries(batchReplicationRoleArns).flatMap(([region, roleArn]) => {
    const bucketArn = bucketArns[region];
    if (bucketArn === undefined || lost.includes(region)) return [];
    const destinations = Object.values(bucketArns).filter((other) => other !== bucketArn);
    return [{ accountId: roleArn.split(":")[4] ?? "", region, bucketArn, roleArn, destinations }];
  });
}

/** Loaded on demand, because they load the AWS SDK. */
function clients() {
  const jobs =
    require("../../failover/adapters/aws/batch-replication") as typeof import("../../failover/adapters/aws/batch-replication");
  const { s3ControlClient } =
    require("../../failover/adapters/aws/clients/s3-control") as typeof import("../../failover/adapters/aws/clients/s3-control");
  return { batchJob: jobs.batchJob, startBatchJob: jobs.startBatchJob, s3ControlClient };
}
