import { createHash } from "node:crypto";
import {
  CreateJobCommand,
  DescribeJobCommand,
  type JobListDescriptor,
  ListJobsCommand,
  type S3ControlClient,
} from "@aws-sdk/client-s3-control";
import { bounded } from "./bounded";

/** A bucket whose objects are replicated once more. */
export interface BatchSource {
  readonly accountId: string;
  readonly region: string;
  readonly bucketArn: string;
  /** Role of the job. */
  readonly roleArn: string;
  /** ARNs of the buckets to which it replicates. A further one needs a further job. */
  readonly destinations: readonly string[];
}

/** A job of S3 Batch Replication. */
export interface BatchJob {
  readonly id: string;
  /** As S3 names it: Preparing, Active, Complete, Failed … */
  readonly status: string;
  readonly total: number;
  readonly succeeded: number;
  readonly failed: number;
}

/** States of a job that will not replicate anything more, and did not replicate everything. */
const UNSUCCESSFUL = ["Cancelled", "Failed", "Failing", "Cancelling"];

/** Whether the job replicates everything, or did. */
function isGood({ ProgressSummary, Status }: JobListDescriptor): boolean {
  if (Status === undefined || UNSUCCESSFUL.includes(Status)) return false;
  return Status !== "Complete" || (ProgressSummary?.NumberOfTasksFailed ?? 0) === 0;
}

/**
 * The newest job for the source and its destinations; undefined when there is none. S3 keeps jobs for 90 days after they ended (Amazon S3 User
 * Guide, "Tracking job status and completion reports").
 */
export async function batchJob(client: S3ControlClient, source: BatchSource): Promise<BatchJob | undefined> {
  const [newest] = await jobsOf(client, source);
  if (newest?.JobId === undefined) return undefined;
  const { accountId: AccountId } = source;
  const command = new DescribeJobCommand({ AccountId, JobId: newest.JobId });
  const { Job } = await bounded((options) => client.send(command, options));
  const { NumberOfTasksFailed, NumberOfTasksSucceeded, TotalNumberOfTasks } = Job?.ProgressSummary ?? {};
  return {
    id: newest.JobId,
    status: Job?.Status ?? newest.Status ?? "unknown",
    total: TotalNumberOfTasks ?? 0,
    succeeded: NumberOfTasksSucceeded ?? 0,
    failed: NumberOfTasksFailed ?? 0,
  };
}

/**
 * Starts a job that replicates every object that the bucket has, also those that were replicated to other destinations or are replicas
 * themselves. No second job starts while one runs or after one is complete.
 * @returns whether a job was started
 */
export async function startBatchJob(client: S3ControlClient, source: BatchSource): Promise<boolean> {
  const jobs = await jobsOf(client, source);
  if (jobs.some(isGood)) return false;
  const command = new CreateJobCommand({
    AccountId: source.accountId,
    ConfirmationRequired: false,
    Operation: { S3ReplicateObject: {} },
    Report: { Enabled: false },
    // After a lost reply the same request starts no second job.
    ClientRequestToken: digest(`${description(source)} ${jobs.length}`),
    Description: description(source),
    Priority: 10,
    RoleArn: source.roleArn,
    ManifestGenerator: {
      S3JobManifestGenerator: {
        ExpectedBucketOwner: source.accountId,
        SourceBucket: source.bucketArn,
        EnableManifestOutput: false,
        // Every status: COMPLETED and REPLICA are those of other destinations.
        Filter: { EligibleForReplication: true },
      },
    },
  });
  await bounded((options) => client.send(command, options));
  return true;
}

/** Newest first. */
async function jobsOf(client: S3ControlClient, source: BatchSource): Promise<JobListDescriptor[]> {
  const found: JobListDescriptor[] = [];
  let NextToken: string | undefined;
  do {
    const command = new ListJobsCommand({ AccountId: source.accountId, NextToken });
    const answer = await bounded((options) => client.send(command, options));
    found.push(...(answer.Jobs ?? []));
    ({ NextToken } = answer);
  } while (NextToken !== undefined);
  const createdAt = ({ CreationTime }: JobListDescriptor) => CreationTime?.getTime() ?? 0;
  return found
    .filter(({ Description }) => Description === description(source))
    .sort((one, other) => createdAt(other) - createdAt(one));
}

/** Identifies the jobs of a source and its destinations; S3 takes up to 256 characters. */
function description({ bucketArn, destinations }: BatchSource): string {
  return `redoubt ${bucketArn.split(":").at(-1)} ${digest([...destinations].sort().join()).slice(0, 16)}`;
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
