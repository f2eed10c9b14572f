import { expect } from "chai";
import { type BatchSource, batchJob, startBatchJob } from "../../../../../failover/adapters/aws/batch-replication";
import { standInClients } from "./stand-ins";

const source: BatchSource = {
  accountId: "123456789012",
  region: "us-west-1",
  bucketArn: "arn:aws:s3:::objects-us-west-1-a1",
  roleArn: "arn:aws:iam::123456789012:role/objects-us-west-1-replication-batch",
  destinations: ["arn:aws:s3:::objects-eu-west-1-b2"],
};

interface Job {
  readonly JobId: string;
  readonly Description: string;
  readonly CreationTime: Date;
  Status: string;
  ProgressSummary: { TotalNumberOfTasks: number; NumberOfTasksSucceeded: number; NumberOfTasksFailed: number };
}

/** S3 with its jobs, two on a page. A repeated request token starts no second job. */
function s3() {
  const jobs: Job[] = [];
  const tokens = new Set<unknown>();
  const stand = standInClients({
    ListJobs: ({ NextToken }) => {
      const start = Number(NextToken ?? 0);
      const next = start + 2 < jobs.length ? { NextToken: String(start + 2) } : {};
      return { Jobs: jobs.slice(start, start + 2), ...next };
    },
    CreateJob: ({ ClientRequestToken, Description }) => {
      if (tokens.has(ClientRequestToken)) return {};
      tokens.add(ClientRequestToken);
      const ProgressSummary = { TotalNumberOfTasks: 0, NumberOfTasksSucceeded: 0, NumberOfTasksFailed: 0 };
      const CreationTime = new Date(1000 * jobs.length);
      const JobId = `job-${jobs.length + 1}`;
      jobs.push({ JobId, Description: String(Description), CreationTime, Status: "New", ProgressSummary });
      return {};
    },
    DescribeJob: ({ JobId }) => ({ Job: jobs.find((job) => job.JobId === JobId) }),
  });
  return { ...stand, jobs, client: stand.clients.s3Control("us-west-1") };
}

describe("adapters: S3 Batch Replication", () => {
  it("starts one job for a bucket and its destinations, with a manifest of every object that is eligible", async () => {
    const { asked, client, jobs } = s3();
    expect(await batchJob(client, source)).to.equal(undefined);
    expect(await startBatchJob(client, source)).to.equal(true);
    expect(await startBatchJob(client, source)).to.equal(false);
    expect(jobs).to.have.length(1);
    const created = asked.find(({ command }) => command === "CreateJob")?.input;
    expect(created).to.deep.include({
      AccountId: source.accountId,
      ConfirmationRequired: false,
      Operation: { S3ReplicateObject: {} },
      RoleArn: source.roleArn,
    });
    expect(created?.ManifestGenerator).to.deep.equal({
      S3JobManifestGenerator: {
        ExpectedBucketOwner: source.accountId,
        SourceBucket: source.bucketArn,
        EnableManifestOutput: false,
        Filter: { EligibleForReplication: true },
      },
    });
    expect(String(created?.Description).length).to.be.lessThan(256);
  });

  it("reads the progress of the newest job", async () => {
    const { client, jobs } = s3();
    await startBatchJob(client, source);
    const [job] = jobs;
    Object.assign(job ?? {}, {
      Status: "Active",
      ProgressSummary: { TotalNumberOfTasks: 10, NumberOfTasksSucceeded: 4, NumberOfTasksFailed: 1 },
    });
    expect(await batchJob(client, source)).to.deep.equal({
      id: "job-1",
      status: "Active",
      total: 10,
      succeeded: 4,
      failed: 1,
    });
  });

  it("starts another job after one that failed or left objects out, and for other destinations", async () => {
    const { client, jobs } = s3();
    const last = () => jobs.at(-1) as Job;
    await startBatchJob(client, source);
    last().Status = "Failed";
    expect(await startBatchJob(client, source)).to.equal(true);
    Object.assign(last(), { Status: "Complete" });
    expect(await startBatchJob(client, source)).to.equal(false);
    last().ProgressSummary.NumberOfTasksFailed = 1;
    expect(await startBatchJob(client, source)).to.equal(true);
    const further = { ...source, destinations: [...source.destinations, "arn:aws:s3:::objects-ca-central-1-c3"] };
    expect(await batchJob(client, further)).to.equal(undefined);
    expect(await startBatchJob(client, further)).to.equal(true);
    expect(jobs).to.have.length(4);
    expect((await batchJob(client, source))?.id).to.equal("job-3");
  });
});
