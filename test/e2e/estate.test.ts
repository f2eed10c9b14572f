import { expect } from "chai";
import { deploy, destroy, type OperationResult, preview, type ResourceChange, refresh, status } from "../../automation";
import {
  createHostedZone,
  describe as describeDatabase,
  failOver,
  leaseItem,
  leftBehind,
  liftDeletionProtection,
  snapshots,
} from "./cloud";
import { east, shipped, TestProject, west } from "./project";

const all = process.argv.includes("--all");
const long = all ? it : it.skip;
const third = "eu-west-1";

/** What holds data: no case but the rebuild may replace or delete one. */
const stateful = [
  "aws:rds/instance:Instance",
  "aws:s3/bucket:Bucket",
  "aws:kms/key:Key",
  "aws:kms/replicaKey:ReplicaKey",
  "aws:secretsmanager/secret:Secret",
  "aws:dynamodb/table:Table",
  "aws:cloudfront/keyValueStore:KeyValueStore",
];

/** Faults of the local AWS: resources that differ at every look, by type and property. */
const artefacts: Readonly<Record<string, string>> = {
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig": "rules",
};

const database = (region: string, generation = 1) => `tier-database-${region}-g${generation}`;

/** One deployment, from nothing to nothing: each case goes on from where the one before left it. */
describe("an estate on the real engine", () => {
  const project = new TestProject();
  const options = { project: project.file };

  before(async () => {
    await createHostedZone();
    project.configure(shipped);
  });

  it("is previewed before anything is deployed", async () => {
    const result = succeeded(await preview(options));
    expect(result.stacks.map(({ stack, engine }) => [stack, engine])).to.deep.equal(
      ["global", "prod", "dr", "edge"].map((stack) => [stack, "in-process"]),
    );
  });

  it("is deployed from nothing, stack after stack", async () => {
    const run = deploy(options);
    const told: string[] = [];
    for await (const event of run)
      if (event.kind === "diagnostic" && event.severity === "info") told.push(event.message);
    const { stacks } = succeeded(await run);
    expect(told).to.deep.equal([`the access point's routes lead to ${east}`]);
    expect(stacks.map(({ stack }) => stack)).to.deep.equal(["global", "prod", "dr", "edge"]);
    for (const { counts } of stacks) expect(Object.keys(counts)).to.deep.equal(["create"]);
    expect(await leaseItem()).to.deep.equal({ active: east, epoch: "1" });
  });

  it("shows no change when it is previewed again", async () => {
    expect(real(succeeded(await preview(options)))).to.deep.equal([]);
  });

  long("shows no change after a refresh either", async () => {
    succeeded(await refresh(options));
    expect(real(succeeded(await preview(options)))).to.deep.equal([]);
  });

  it("refuses every stack's update once a failover has happened that the configuration does not know", async () => {
    await failOver(database(west), west);
    const { stacks, succeeded: passed } = await preview(options);
    expect(passed).to.equal(false);
    for (const { stack, state, reason } of stacks) {
      expect([stack, state]).to.deep.equal([stack, "failed"]);
      expect(reason).to.include(`got ${east}, but the live active region is ${west} (epoch 2 of the lease)`);
      expect(reason).to.include(`redoubt:activeRegion: ${west}`);
    }
  });

  it("would take the swapped roles without replacing or deleting what holds data", async () => {
    project.configure({ ...shipped, activeRegion: west, quarantined: [east] });
    expect(lost(succeeded(await preview(options)))).to.deep.equal([]);
  });

  long("takes the swapped roles, and the databases are those that they were", async () => {
    const old = await describeDatabase(database(east), east);
    expect(lost(succeeded(await deploy(options)))).to.deep.equal([]);
    const promoted = await describeDatabase(database(west), west);
    expect(promoted?.ReadReplicaSourceDBInstanceIdentifier).to.equal(undefined);
    expect((await describeDatabase(database(east), east))?.DbiResourceId).to.equal(old?.DbiResourceId);
    const seen = await status(options);
    expect([seen.declaredActive, seen.live]).to.deep.equal([west, { active: west, epoch: 2 }]);
    expect(seen.stacks.every(({ pendingOperations, updating }) => pendingOperations === 0 && !updating)).to.equal(true);
  });

  long("shows no change after the swap either", async () => {
    expect(real(succeeded(await preview(options)))).to.deep.equal([]);
  });

  const rebuilt = {
    ...shipped,
    activeRegion: west,
    regions: { ...shipped.regions, [east]: { stack: "prod", cidr: "10.10.0.0/16", database: { generation: 2 } } },
  };

  long("rebuilds the old primary as a replica, and keeps the old instance by its final snapshot alone", async () => {
    project.configure(rebuilt);
    await liftDeletionProtection(database(east), east);
    const result = succeeded(await deploy(options));
    expect(lost(result).map(({ name, operation }) => [name, operation])).to.deep.equal([
      ["tier-database-g1", "delete"],
    ]);
    expect(await snapshots(east)).to.include(`${database(east)}-final`);
    const replica = await describeDatabase(database(east, 2), east);
    expect(replica?.ReadReplicaSourceDBInstanceIdentifier).to.include(database(west));
    expect(await describeDatabase(database(east), east)).to.equal(undefined);
  });

  const grown = { ...rebuilt, regions: { ...rebuilt.regions, [third]: { stack: "eu", cidr: "10.30.0.0/16" } } };

  long("gets a third region while it runs, its update cancelled half-way and completed by the next", async () => {
    project.configure(grown);
    expect(lost(await preview(options))).to.deep.equal([]);
    const controller = new AbortController();
    const run = deploy({ ...options, signal: controller.signal });
    for await (const event of run) {
      const halfway = event.kind === "resource" && event.stack === "eu" && event.type === "awsx:ec2:Vpc";
      if (halfway && event.state === "done") controller.abort();
    }
    const cut = await run;
    expect(lost(cut)).to.deep.equal([]);
    expect(cut.stacks.map(({ stack, state }) => [stack, state])).to.deep.include.members([
      ["eu", "cancelled"],
      ["edge", "skipped"],
    ]);
    expect(lost(succeeded(await deploy(options)))).to.deep.equal([]);
  });

  long("leaves nothing behind when a development configuration is destroyed", async () => {
    project.configure({ ...grown, protect: false });
    succeeded(await deploy(options));
    const { stacks } = succeeded(await destroy(options));
    expect(stacks.map(({ counts }) => Object.keys(counts))).to.deep.equal(stacks.map(() => ["delete"]));
    // The final snapshot of the rebuild is the one thing that was to stay.
    expect(await leftBehind([east, west, third])).to.deep.equal([]);
  });
});

/** The result, where every stack came through; else what they said. */
function succeeded(result: OperationResult): OperationResult {
  const faults = result.stacks.filter(({ state }) => state !== "succeeded");
  expect(faults.map(({ stack, state, reason }) => `${stack} ${state}: ${reason}`)).to.deep.equal([]);
  return result;
}

/** Changes, but for the artefacts of the local AWS. */
function real({ stacks }: OperationResult): string[] {
  return stacks
    .flatMap(({ changes }) => changes)
    .filter(
      ({ type, properties }) =>
        !properties.every((property) => artefacts[type] === property) || properties.length === 0,
    )
    .map(({ operation, urn, properties }) => `${operation} ${urn} (${properties.join(", ")})`);
}

/** What holds data and would be, or was, replaced or deleted. */
function lost({ stacks }: OperationResult): ResourceChange[] {
  return stacks
    .flatMap(({ changes }) => changes)
    .filter(({ type, operation }) => stateful.includes(type) && /delete|replace/.test(operation));
}
