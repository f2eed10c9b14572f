import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "chai";
import {
  deploy,
  destroy,
  type OperationResult,
  preview,
  type ResourceChange,
  refresh,
  status,
  type WorkspaceEvent,
} from "../../automation";
import { readDeployment } from "../../automation/deployment";
import { portsOnAws } from "../../automation/failover";
import { ApplicationServer } from "../local-aws/application-server";
import { reportLag } from "../local-aws/replica-lag";
import {
  createHostedZone,
  databasePassword,
  describe as describeDatabase,
  leaseItem,
  leftBehind,
  snapshots,
} from "./cloud";
import { Command } from "./command";
import { east, TestProject, west } from "./project";

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
describe("an workspace on the real engine", () => {
  const project = new TestProject();
  const options = { project: project.file };
  let application: ApplicationServer;
  /** The regions whose databases follow a region's. */
  let replicas: Readonly<Record<string, readonly string[]>> = { [east]: [west] };
  /** What the failover printed for the project's file. */
  let twoLines = "";

  /** A verb of the failover, on the workspace as it is deployed, its probes answered by the application; its summary. */
  const verb = async (...args: string[]) => {
    const command = new Command(...args, "--project", project.file, "--url", application.url, "--yes", "--json");
    expect(await command.end(), command.stderr).to.equal(0);
    return { summary: JSON.parse(command.stdout), told: command.stderr };
  };

  before(async () => {
    await createHostedZone();
    application = await ApplicationServer.start((from) => replicas[from] ?? []);
  });
  after(() => application.stop());

  it("is previewed before anything is deployed", async () => {
    const result = succeeded(await preview(options));
    expect(result.stacks.map(({ stack, engine }) => [stack, engine])).to.deep.equal(
      ["global", "prod", "dr", "edge"].map((stack) => [stack, "in-process"]),
    );
  });

  it("is deployed from nothing, stack after stack", async () => {
    const run = deploy(options);
    const told = await infosOf(run);
    const { stacks } = succeeded(await run);
    expect(told).to.deep.equal([`the access point's routes lead to ${east}`]);
    // What is looked for in the end is found while it is there.
    expect(await leftBehind([east])).to.have.length.greaterThan(50);
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

  it("fails over by the command", async () => {
    const { deployment } = await readDeployment({ project: project.file });
    application.edge = portsOnAws(deployment, west).edge;
    application.password = await databasePassword(deployment.secretArns[west] ?? "", west);
    await reportLag(database(west), 2, west);
    // As on the worst day: by the copy that people kept, without a state backend.
    const copy = join(dirname(project.file), "outputs.json");
    writeFileSync(copy, JSON.stringify(await status(options)));
    const { summary, told } = await verb("failover", "--to", west, "--outputs", copy);
    expect(summary).to.include({ mode: "failover", outcome: "done", from: east, to: west });
    expect(await leaseItem()).to.deep.equal({ active: west, epoch: "2" });
    twoLines = told.slice(told.indexOf("under config:") + "under config:".length);
  });

  it("refuses every stack's update while the configuration does not know of the failover", async () => {
    const { stacks, succeeded: passed } = await preview(options);
    expect(passed).to.equal(false);
    for (const { stack, state, reason } of stacks) {
      expect([stack, state]).to.deep.equal([stack, "failed"]);
      expect(reason).to.include(`got ${east}, but the live active region is ${west} (epoch 2 of the lease)`);
      expect(reason).to.include(`redoubt:activeRegion: ${west}`);
    }
  });

  it("would take the swapped roles without replacing or deleting what holds data", async () => {
    project.take(twoLines);
    expect(lost(succeeded(await preview(options)))).to.deep.equal([]);
  });

  it("takes the swapped roles, and the databases are those that they were", async () => {
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

  long("rebuilds the old primary as a replica, and keeps the old instance by its final snapshot alone", async () => {
    const { summary } = await verb("failback", "--write");
    expect(summary).to.include({ rebuild: east, database: database(east), generation: 2, written: true });
    const result = succeeded(await deploy(options));
    expect(lost(result).map(({ name, operation }) => [name, operation])).to.deep.equal([
      ["tier-database-g1", "delete"],
    ]);
    expect(await snapshots(east)).to.include(`${database(east)}-final`);
    const replica = await describeDatabase(database(east, 2), east);
    expect(replica?.ReadReplicaSourceDBInstanceIdentifier).to.include(database(west));
    expect(await describeDatabase(database(east), east)).to.equal(undefined);
  });

  long("lets reads fail over to the rebuilt region once it follows", async () => {
    const told = async () => {
      const run = deploy({ ...options, stack: "edge" });
      const infos = await infosOf(run);
      succeeded(await run);
      return infos;
    };
    expect((await told()).join()).to.include(
      `reads stay with ${west} alone: the replication lag of ${east} is unknown`,
    );
    await reportLag(database(east, 2), 0, east);
    expect((await told()).join()).to.include(`reads fail over to ${east} again`);
    expect(await application.edge?.read()).to.include({ active: west, reads: "failover", writes: "open" });
  });

  long("goes back to the first region, and its code follows without losing what holds data", async () => {
    await reportLag(database(east, 2), 0, east);
    replicas = { [west]: [east] };
    const { summary } = await verb("failback", "--write");
    expect(summary).to.include({ mode: "switchover", outcome: "done", from: west, to: east });
    expect(await leaseItem()).to.deep.equal({ active: east, epoch: "3" });
    expect(lost(succeeded(await deploy(options)))).to.deep.equal([]);
    expect(real(succeeded(await preview(options)))).to.deep.equal([]);
  });

  long("gets a third region by an update that is killed, then interrupted, and completed by the next", async () => {
    project.set(["redoubt:regions", "value", third], { stack: "eu", cidr: "10.30.0.0/16" });
    expect(lost(await preview(options))).to.deep.equal([]);
    const killed = new Command("up", "--project", project.file);
    await killed.told("[eu] create awsx:ec2:Vpc tier-network: done");
    killed.signal("SIGKILL");
    expect(await killed.end()).to.equal("SIGKILL");
    // The engine brings what had begun to its end by itself; until then it holds the stack.
    await released("eu");
    const interrupted = new Command("up", "--project", project.file, "--json");
    await interrupted.told("[eu] create aws:autoscaling/policy:Policy tier-web: done");
    interrupted.signal("SIGINT");
    expect(await interrupted.end(), interrupted.stderr).to.equal(130);
    const { stacks } = JSON.parse(interrupted.stdout) as OperationResult;
    expect(stacks.map(({ stack, state }) => [stack, state])).to.deep.include.members([
      ["eu", "cancelled"],
      ["edge", "skipped"],
    ]);
    const { stacks: left } = await status(options);
    expect(left.filter(({ pendingOperations }) => pendingOperations > 0).map(({ stack }) => stack)).to.deep.equal([]);
    expect(lost(succeeded(await deploy(options)))).to.deep.equal([]);
  });

  long("leaves nothing behind when a development configuration is destroyed", async () => {
    project.set(["redoubt:protect"], false);
    succeeded(await deploy(options));
    const { stacks } = succeeded(await destroy(options));
    // What was only read of other stacks is discarded.
    const done = stacks.map(({ counts }) => Object.keys(counts).filter((operation) => operation !== "discard"));
    expect(done).to.deep.equal(stacks.map(() => ["delete"]));
    expect(await leftBehind([east, west, third, "us-east-2", "us-west-2"])).to.deep.equal([]);
  });
});

/** The result, where every stack came through; else what they said. */
function succeeded(result: OperationResult): OperationResult {
  const faults = result.stacks.filter(({ state }) => state !== "succeeded");
  expect(faults.map(({ stack, state, reason }) => `${stack} ${state}: ${reason}`)).to.deep.equal([]);
  return result;
}

/** What an operation tells beside its changes. */
async function infosOf(run: AsyncIterable<WorkspaceEvent>): Promise<string[]> {
  const infos: string[] = [];
  for await (const event of run)
    if (event.kind === "diagnostic" && event.severity === "info") infos.push(event.message);
  return infos;
}

/** Waits until no process holds a stack's lock any more, as the backend's files tell. */
async function released(stack: string): Promise<void> {
  const folder = new URL(`${process.env.PULUMI_BACKEND_URL}/.pulumi/locks/organization/redoubt/${stack}`);
  while (existsSync(folder) && readdirSync(folder).length > 0) await new Promise((resolve) => setTimeout(resolve, 200));
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
