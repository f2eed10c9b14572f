import { expect } from "chai";
import { deploy, type OperationResult, preflight, preview, refresh, status } from "../../automation";
import { readDeployment } from "../../automation/deployment";
import { portsOnAws } from "../../automation/runs/ports";
import { StateMachine } from "../../failover/adapters/aws/executions";
import { systemClock } from "../../failover/run/system-clock";
import { ApplicationServer } from "../local-aws/application-server";
import { lostFor } from "../local-aws/beats";
import { Command } from "../local-aws/command";
import { invokeFunction, resolveEdge } from "../local-aws/functions";
import { outage, withoutCallsTo } from "../local-aws/outage";
import { createHostedZone, describe as describeDatabase, leaseItem } from "./cloud";
import { domain, east, TestProject, west } from "./project";
import { dataLosses, succeeded as expectSuccess, realChanges } from "./results";

const long = process.argv.includes("--all") ? describe : describe.skip;
/** The neighbour of us-east-1, lost with it. Its database has replayed more than that of the region that is left. */
const neighbour = "ca-central-1";
const lost = [east, neighbour];
const added = "eu-west-1";

/** The runbook of docs/lost-region.md for three regions, of which two are lost at the same time. */
long("two lost regions of three on the real engine", () => {
  const project = new TestProject();
  const options = { project: project.file };
  const without = { ...options, lost };
  const database = `redoubt-database-${west}-g1`;
  let application: ApplicationServer;

  before(async () => {
    await createHostedZone(domain);
    application = await ApplicationServer.start((from) => (from === east ? [west, neighbour] : []));
    await resolveEdge(domain, application.url);
    project.set(["redoubt:trigger"], "automatic");
    project.set(["redoubt:regions", "value", neighbour], { stack: "canada", cidr: "10.30.0.0/16" });
    succeeded(await deploy(options));
  });
  after(async () => {
    await outage({});
    await application.stop();
  });

  it("fails over to the region that is left, once the turn of the better standby has passed", async () => {
    const { deployment } = await readDeployment(options);
    const ports = portsOnAws(deployment, west);
    application.edge = ports.edge;
    application.lost = lost;
    await outage({ regions: lost, mode: "hang" });
    const detect = async (seconds: number) => {
      await lostFor(deployment, seconds, { [west]: 2, [neighbour]: 1 });
      return invokeFunction(west, "index.detect");
    };
    const early = await detect(170);
    expect(early, JSON.stringify(early)).to.deep.include({ lost: true, started: false });
    const verdict = await detect(330);
    expect(verdict, JSON.stringify(verdict)).to.deep.include({ lost: true, started: true });
    const stateMachine = new StateMachine(deployment.regions[west]?.resources?.failoverStateMachineArn ?? "");
    while (await stateMachine.isRunning()) await systemClock.sleep(1000);
    expect(await leaseItem()).to.deep.equal({ active: west, epoch: "2" });
    expect(await ports.edge.read()).to.deep.equal({ active: west, epoch: 2, reads: "pinned", writes: "open" });
    project.set(["redoubt:activeRegion"], west);
    project.set(["redoubt:quarantined"], { value: [east] });
  });

  it("updates what is available, without a call to either", async () => {
    const result = succeeded(await withoutCallsTo(lost, () => deploy(without)));
    const states = result.stacks.map(({ stack, state }) => `${stack} ${state}`);
    expect(states).to.have.members([
      "global succeeded",
      "dr succeeded",
      "prod unavailable",
      "canada unavailable",
      "edge unavailable",
    ]);
    const needs = result.stacks.find(({ stack }) => stack === "global")?.unavailable.map(({ name }) => name);
    expect(needs).to.include.members(lost.flatMap((region) => [`data-${region}`, `objects-${region}`]));
    expect(dataLosses(result)).to.deep.equal([]);
    expect((await describeDatabase(database, west))?.ReadReplicaSourceDBInstanceIdentifier).to.equal(undefined);
  });

  it("shows the status, runs the preflight and refreshes without such a call", async () => {
    const seen = await withoutCallsTo(lost, () => status(without));
    expect(seen.live).to.deep.equal({ active: west, epoch: 2, lastWriter: west });
    expect(seen.lost).to.have.members(lost);
    const { findings } = await withoutCallsTo(lost, () => preflight({ ...without, url: application.url }));
    const failed = findings.filter(({ check, state }) => lost.includes(check) && state === "failed");
    expect(failed.map(({ check }) => check)).to.have.members(lost);
    succeeded(await withoutCallsTo(lost, () => refresh(without)));
  });

  it("gives both up without a call to either, and then removes them from what names them", async () => {
    await withoutCallsTo(lost, async () => {
      for (const region of lost) {
        const abandoning = new Command(["abandon", region, "--project", project.file, "--yes", "--json"]);
        expect(await abandoning.end(), abandoning.stderr).to.equal(0);
      }
    });
    // Only the control planes in us-east-1 are available again.
    await outage({ regions: [neighbour], mode: "hang" });
    const result = succeeded(await withoutCallsTo([neighbour], () => deploy(options)));
    expect(result.stacks.map(({ stack }) => stack)).to.deep.equal(["global", "dr", "edge"]);
    expect(dataLosses(result)).to.deep.equal([]);
  });

  it("makes a new standby from the survivor, and replaces nothing of it", async () => {
    const before = (await describeDatabase(database, west))?.DbiResourceId;
    project.set(["redoubt:regions", "value", added], { stack: "eu", cidr: "10.40.0.0/16" });
    const result = succeeded(await withoutCallsTo([neighbour], () => deploy(options)));
    expect(dataLosses(result)).to.deep.equal([]);
    expect((await describeDatabase(database, west))?.DbiResourceId).to.equal(before);
    const replica = await describeDatabase(`redoubt-database-${added}-g1`, added);
    expect(replica?.ReadReplicaSourceDBInstanceIdentifier).to.include(database);
    expect(realChanges(await preview(options))).to.deep.equal([]);
  });
});

/** The result, if every stack succeeded or is unavailable. */
const succeeded = (result: OperationResult) => expectSuccess(result, "unavailable");
