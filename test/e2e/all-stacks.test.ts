import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { deploy, destroy, type OperationResult, preview, refresh, status } from "../../automation";
import { readDeployment } from "../../automation/deployment";
import { portsOnAws } from "../../automation/runs/ports";
import { ApplicationServer } from "../local-aws/application-server";
import { recordBeats } from "../local-aws/beats";
import { Command, PRELOADED } from "../local-aws/command";
import { createHostedZone, describe as describeDatabase, leaseItem, leftBehind, snapshots } from "./cloud";
import { runScheduledFunctions } from "./deployed-functions";
import { runFailoverCommand } from "./failover-command";
import { domain, east, secondDomain, secondName, TestProject, west } from "./project";
import { deployWithPulumi, PulumiProject, released } from "./pulumi-cli";
import { dataLosses, infosOf, realChanges, succeeded } from "./results";

const ROOT = join(__dirname, "../..");
const all = process.argv.includes("--all");
/** As in a new AWS account, which cannot reserve Lambda concurrency: only the first deployment is tested. */
const newAccount = process.env.LOCAL_AWS_CONCURRENCY !== undefined;
const established = newAccount ? it.skip : it;
const long = all && !newAccount ? it : it.skip;
const third = "eu-west-1";

const database = (region: string, generation = 1) => `redoubt-database-${region}-g${generation}`;

/** One deployment from creation to destruction. Each case continues where the previous one ended. */
describe("a workspace on the real engine", () => {
  const project = new TestProject();
  const options = { project: project.file };
  let application: ApplicationServer;
  /** The regions with replicas of a region's database. */
  let replicas: Readonly<Record<string, readonly string[]>> = { [east]: [west] };
  /** The configuration lines that the failover printed. */
  let twoLines = "";

  const runCommand = (...args: string[]) => runFailoverCommand(application, project.file, ...args);

  const second = new PulumiProject("Pulumi.yaml", secondName, {
    "redoubt:hostedZoneId": undefined,
    "redoubt:domain": secondDomain,
    "redoubt:lease": { value: { seconds: 10 } },
    "redoubt:controllers": { value: { reservedConcurrency: true } },
  });
  let secondDeployment: Promise<string> | undefined;

  before(async () => {
    await createHostedZone(domain);
    await createHostedZone(secondDomain);
    application = await ApplicationServer.start((from) => replicas[from] ?? []);
  });
  after(async () => {
    second.stop();
    await application.stop();
  });

  it("is previewed before the first deployment", async () => {
    const result = succeeded(await preview(options));
    expect(result.stacks.map(({ stack, engine }) => [stack, engine])).to.deep.equal(
      ["global", "prod", "dr", "edge"].map((stack) => [stack, "in-process"]),
    );
  });

  it("is deployed, one stack after the other in the order of their dependencies", async () => {
    if (!newAccount) secondDeployment = deployWithPulumi(second);
    // The case below reports the error.
    secondDeployment?.catch(() => undefined);
    const run = deploy(options);
    expect(await infosOf(run)).to.deep.equal([`the access point now routes to ${east}`]);
    const { stacks } = succeeded(await run);
    // The search of the last case finds resources while they exist.
    expect(await leftBehind([east])).to.have.length.greaterThan(50);
    expect(stacks.map(({ stack }) => stack)).to.deep.equal(["global", "prod", "dr", "edge"]);
    for (const { counts } of stacks) expect(Object.keys(counts)).to.deep.equal(["create"]);
    expect(await leaseItem()).to.deep.equal({ active: east, epoch: "1" });
  });

  established("is deployed beside a second project, which the Pulumi CLI previews and deploys", async () => {
    expect(await secondDeployment).to.match(/\+ \d+ to create/);
  });

  established("makes the same with the Pulumi CLI as with redoubt", async () => {
    expect(realChanges(succeeded(await preview({ project: second.inlineCopy() })))).to.deep.equal([]);
  });

  established("runs the example of the components with the Pulumi CLI", async () => {
    const example = new PulumiProject("examples/replicated-bucket/Pulumi.yaml", "replicated-bucket");
    await example.run("stack", "init", "dev");
    await example.run("up", "--stack", "dev", "--yes", "--skip-preview");
    expect(JSON.parse(await example.run("stack", "output", "--stack", "dev", "--json")).accessPointArn).to.match(
      /\.mrap$/,
    );
  });

  established("runs the example of a deployment by a program", async () => {
    const stdout = execFileSync(
      process.execPath,
      [...PRELOADED, join(ROOT, "examples/deploy/index.ts"), second.inlineCopy()],
      { cwd: ROOT, encoding: "utf8" },
    );
    expect(JSON.parse(stdout).map(({ stack }: { stack: string }) => stack)).to.deep.equal([
      "global",
      "prod",
      "dr",
      "edge",
    ]);
  });

  established("shows no change in a second preview", async () => {
    expect(realChanges(succeeded(await preview(options)))).to.deep.equal([]);
  });

  established("runs its scheduled functions with no more than the permissions of their roles", async () => {
    const { denied, ran } = await runScheduledFunctions([east, west, "us-east-2"], "redoubt-lease");
    const ofRegion = ["index.detect", "index.step"];
    expect(ran).to.deep.equal({ [east]: ofRegion, [west]: ofRegion, "us-east-2": ["index.observe"] });
    expect(denied).to.deep.equal([]);
  });

  long("shows no change after a refresh", async () => {
    succeeded(await refresh(options));
    expect(realChanges(succeeded(await preview(options)))).to.deep.equal([]);
  });

  established("fails over with the command", async () => {
    const { deployment } = await readDeployment({ project: project.file });
    application.edge = portsOnAws(deployment, west).edge;
    await recordBeats(deployment, { from: east, to: west, epoch: 1, agoSeconds: 170 });
    // With a stored copy of the outputs, without the state backend.
    const copy = join(dirname(project.file), "outputs.json");
    writeFileSync(copy, JSON.stringify(await status(options)));
    const { summary, stderr } = await runCommand("failover", "--to", west, "--outputs", copy);
    expect(summary).to.include({ mode: "failover", outcome: "done", from: east, to: west });
    expect(await leaseItem()).to.deep.equal({ active: west, epoch: "2" });
    twoLines = stderr.slice(stderr.indexOf("under config:") + "under config:".length);
  });

  established("refuses updates of all stacks until the failover is recorded in the configuration", async () => {
    const { stacks, succeeded: passed } = await preview(options);
    expect(passed).to.equal(false);
    for (const { stack, state, reason } of stacks) {
      expect([stack, state]).to.deep.equal([stack, "failed"]);
      expect(reason).to.include(`got ${east}, but the live active region is ${west} (lease epoch 2)`);
      expect(reason).to.include(`redoubt:activeRegion: ${west}`);
    }
  });

  established("previews the swapped roles without replacing or deleting resources that hold data", async () => {
    project.apply(twoLines);
    expect(dataLosses(succeeded(await preview(options)))).to.deep.equal([]);
  });

  established("applies the swapped roles to the same database instances", async () => {
    const old = await describeDatabase(database(east), east);
    expect(dataLosses(succeeded(await deploy(options)))).to.deep.equal([]);
    const promoted = await describeDatabase(database(west), west);
    expect(promoted?.ReadReplicaSourceDBInstanceIdentifier).to.equal(undefined);
    expect((await describeDatabase(database(east), east))?.DbiResourceId).to.equal(old?.DbiResourceId);
    const seen = await status(options);
    expect([seen.declaredActive, seen.live]).to.deep.equal([west, { active: west, epoch: 2, lastWriter: west }]);
    expect(seen.stacks.every(({ pendingOperations, updating }) => pendingOperations === 0 && !updating)).to.equal(true);
  });

  long("shows no change after the roles were swapped", async () => {
    expect(realChanges(succeeded(await preview(options)))).to.deep.equal([]);
  });

  long("rebuilds the old primary as a replica, and keeps a final snapshot of the old instance", async () => {
    const { summary } = await runCommand("failback", "--write");
    expect(summary).to.include({ rebuild: east, databaseIdentifier: database(east), generation: 2, written: true });
    const result = succeeded(await deploy(options));
    expect(dataLosses(result).map(({ name, operation }) => [name, operation])).to.deep.equal([
      ["tier-database-g1", "delete"],
    ]);
    expect(await snapshots(east)).to.include(`${database(east)}-final`);
    const replica = await describeDatabase(database(east, 2), east);
    expect(replica?.ReadReplicaSourceDBInstanceIdentifier).to.include(database(west));
    expect(await describeDatabase(database(east), east)).to.equal(undefined);
  });

  long("allows reads to fail over to the rebuilt region once its replica follows", async () => {
    const told = async () => {
      const run = deploy({ ...options, stack: "edge" });
      const infos = await infosOf(run);
      succeeded(await run);
      return infos;
    };
    expect((await told()).join()).to.include(`reads stay pinned to ${west}: no beat of ${west} was ever recorded`);
    const { deployment } = await readDeployment({ project: project.file });
    await recordBeats(deployment, { from: west, to: east, epoch: 2 });
    expect((await told()).join()).to.include(`reads fail over to ${east} again`);
    expect(await application.edge?.read()).to.include({ active: west, reads: "failover", writes: "open" });
  });

  long("fails back to the first region without replacing or deleting resources that hold data", async () => {
    const { deployment } = await readDeployment({ project: project.file });
    await recordBeats(deployment, { from: west, to: east, epoch: 2 });
    replicas = { [west]: [east] };
    const { summary } = await runCommand("failback", "--write");
    expect(summary).to.include({ mode: "switchover", outcome: "done", from: west, to: east });
    expect(await leaseItem()).to.deep.equal({ active: east, epoch: "3" });
    expect(dataLosses(succeeded(await deploy(options)))).to.deep.equal([]);
    expect(realChanges(succeeded(await preview(options)))).to.deep.equal([]);
  });

  long("adds a third region by an update that is killed, then interrupted, then completed", async () => {
    project.set(["redoubt:regions", "value", third], { stack: "eu", cidr: "10.30.0.0/16" });
    expect(dataLosses(await preview(options))).to.deep.equal([]);
    const killed = new Command(["up", "--project", project.file]);
    await killed.printed("[eu] create awsx:ec2:Vpc tier-network: done");
    killed.signal("SIGKILL");
    expect(await killed.end()).to.equal("SIGKILL");
    // The engine finishes the operations in progress and then releases the stack's lock.
    await released("eu");
    const interrupted = new Command(["up", "--project", project.file, "--json"]);
    await interrupted.printed("[eu] create aws:autoscaling/policy:Policy tier-web: done");
    interrupted.signal("SIGINT");
    expect(await interrupted.end(), interrupted.stderr).to.equal(130);
    const { stacks } = JSON.parse(interrupted.stdout) as OperationResult;
    expect(stacks.map(({ stack, state }) => [stack, state])).to.deep.include.members([
      ["eu", "cancelled"],
      ["edge", "skipped"],
    ]);
    const { stacks: left } = await status(options);
    expect(left.filter(({ pendingOperations }) => pendingOperations > 0).map(({ stack }) => stack)).to.deep.equal([]);
    expect(dataLosses(succeeded(await deploy(options)))).to.deep.equal([]);
  });

  long("leaves no resource behind when a development configuration is destroyed", async () => {
    second.set("redoubt:protect", false);
    const secondOptions = { project: second.inlineCopy() };
    succeeded(await deploy(secondOptions));
    succeeded(await destroy(secondOptions));
    project.set(["redoubt:protect"], false);
    succeeded(await deploy(options));
    const { stacks } = succeeded(await destroy(options));
    // References to other stacks are discarded.
    const done = stacks.map(({ counts }) => Object.keys(counts).filter((operation) => operation !== "discard"));
    expect(done).to.deep.equal(stacks.map(() => ["delete"]));
    expect(await leftBehind([east, west, third, "us-east-2", "us-west-2"])).to.deep.equal([]);
  });
});
