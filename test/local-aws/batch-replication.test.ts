import {
  CreateBucketCommand,
  DeleteBucketCommand,
  GetObjectCommand,
  PutBucketReplicationCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { UpdateJobStatusCommand } from "@aws-sdk/client-s3-control";
import { expect } from "chai";
import { batchJob, startBatchJob } from "../../failover/adapters/aws/batch-replication";
import { s3ControlClient } from "../../failover/adapters/aws/clients/s3-control";
import { withFakePulumi } from "../support/fake-pulumi";
import { writeProject } from "../support/project";
import { runCli } from "../support/run-cli";

const accountId = "123456789012";
const region = "us-east-1";
const third = "eu-west-1";
const role = `arn:aws:iam::${accountId}:role/batch`;
const arnOf = (bucket: string) => `arn:aws:s3:::${bucket}`;
const client = (of: string) => new S3Client({ region: of, forcePathStyle: true });

async function bucket(name: string, of: string): Promise<void> {
  const CreateBucketConfiguration = of === "us-east-1" ? undefined : { LocationConstraint: of as "eu-west-1" };
  await client(of).send(new CreateBucketCommand({ Bucket: name, CreateBucketConfiguration }));
  const VersioningConfiguration = { Status: "Enabled" } as const;
  await client(of).send(new PutBucketVersioningCommand({ Bucket: name, VersioningConfiguration }));
}

async function replicateTo(source: string, destinations: readonly string[]): Promise<void> {
  const Rules = destinations.map((Bucket, index) => ({
    ID: `to-${index}`,
    Priority: index,
    Status: "Enabled" as const,
    Filter: { Prefix: "" },
    DeleteMarkerReplication: { Status: "Enabled" as const },
    Destination: { Bucket: arnOf(Bucket) },
  }));
  const ReplicationConfiguration = { Role: role, Rules };
  await client(region).send(new PutBucketReplicationCommand({ Bucket: source, ReplicationConfiguration }));
}

async function put(name: string, keys: readonly string[]): Promise<void> {
  for (const Key of keys)
    await client(region).send(new PutObjectCommand({ Bucket: name, Key, Body: `body of ${Key}` }));
}

async function textOf(name: string, of: string, Key: string): Promise<string | undefined> {
  const { Body } = await client(of).send(new GetObjectCommand({ Bucket: name, Key }));
  return Body?.transformToString();
}

/** A source and what its global stack's outputs say about it. */
function sourceOf(name: string, destinations: readonly string[]) {
  return { accountId, region, bucketArn: arnOf(name), roleArn: role, destinations: destinations.map(arnOf) };
}

describe("S3 Batch Replication on the local AWS", () => {
  it("copies to a third region of a healthy system what its buckets had before, with progress, and once", async () => {
    const regions = { [region]: "old-east", "us-west-1": "old-west", [third]: "new-europe" };
    await bucket("old-east", region);
    await bucket("old-west", "us-west-1");
    await put("old-east", ["a", "b"]);
    await bucket("new-europe", third);
    await replicateTo("old-east", ["old-west", "new-europe"]);
    const project = writeProject();
    const outputs = {
      bucketArns: Object.fromEntries(Object.entries(regions).map(([each, name]) => [each, arnOf(name)])),
      batchReplicationRoleArns: { [region]: role },
    };
    const answers = { "stack output global": { stdout: JSON.stringify(outputs) } };
    await withFakePulumi({ stacks: { global: 1 }, answers }, async () => {
      const replicate = async () => (await runCli("replicate", "--project", project)).stdout.trim();
      expect(await replicate()).to.match(/^started\nobjects of us-east-1: job \S+ Preparing, 0 of 0 replicated$/);
      const source = sourceOf("old-east", ["old-west", "new-europe"]);
      const control = s3ControlClient(region);
      expect(await batchJob(control, source)).to.include({ status: "Active", succeeded: 0, total: 2 });
      // Interrupted here, it goes on with the same job.
      expect(await replicate()).to.match(/^objects of us-east-1: job \S+ Active, 1 of 2 replicated$/);
      while ((await batchJob(control, source))?.status !== "Complete");
      // A job that is complete is not repeated.
      expect(await replicate()).to.match(/^objects of us-east-1: job \S+ Complete, 2 of 2 replicated$/);
    });
    expect(await textOf("new-europe", third, "a")).to.equal("body of a");
    expect(await textOf("new-europe", third, "b")).to.equal("body of b");
  });

  it("starts one job when two commands start at once, or a reply was lost", async () => {
    await bucket("twice-source", region);
    await bucket("twice-target", third);
    await replicateTo("twice-source", ["twice-target"]);
    const source = sourceOf("twice-source", ["twice-target"]);
    const control = s3ControlClient(region);
    await Promise.all([startBatchJob(control, source), startBatchJob(control, source)]);
    const job = await batchJob(control, source);
    expect(await startBatchJob(control, source)).to.equal(false);
    expect((await batchJob(control, source))?.id).to.equal(job?.id);
  });

  it("starts another job after one that was cancelled, one that left objects out, and for a further destination", async () => {
    await bucket("more-source", region);
    await put("more-source", ["a"]);
    await bucket("more-target", third);
    await bucket("more-missing", third);
    await replicateTo("more-source", ["more-target", "more-missing"]);
    await client(third).send(new DeleteBucketCommand({ Bucket: "more-missing" }));
    const control = s3ControlClient(region);
    const source = sourceOf("more-source", ["more-target"]);
    const ids = new Set<string>();
    const started = async (of = source) => {
      expect(await startBatchJob(control, of)).to.equal(true);
      const job = await batchJob(control, of);
      ids.add(job?.id ?? "");
      return job?.id;
    };
    const cancelled = await started();
    const cancel = { AccountId: accountId, JobId: cancelled, RequestedJobStatus: "Cancelled" } as const;
    await control.send(new UpdateJobStatusCommand(cancel));
    await started();
    let job = await batchJob(control, source);
    while (job?.status !== "Complete") job = await batchJob(control, source);
    expect(job).to.include({ total: 1, succeeded: 0, failed: 1 });
    await started();
    await started(sourceOf("more-source", ["more-target", "more-missing"]));
    expect(ids.size).to.equal(4);
  });

  it("reports why a job cannot start", async () => {
    await bucket("no-rules", region);
    const start = startBatchJob(s3ControlClient(region), sourceOf("no-rules", ["elsewhere"]));
    expect(await start.catch((error: Error) => error))
      .to.have.property("message")
      .that.includes("no replication");
  });
});
