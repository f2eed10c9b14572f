import { expect } from "chai";
import { deploy, type OperationResult, preflight, preview, refresh, status } from "../../automation";
import { Command } from "../local-aws/command";
import { outage, withoutCallsTo } from "../local-aws/outage";
import { AutomaticFailover } from "./automatic-failover";
import { describe as describeDatabase } from "./cloud";
import { east, TestProject, west } from "./project";
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
  let failover: AutomaticFailover;

  before(async () => {
    project.set(["redoubt:regions", "value", neighbour], { stack: "canada", cidr: "10.30.0.0/16" });
    failover = await AutomaticFailover.deploy(project, [west, neighbour]);
  });
  after(() => failover.stop());

  it("fails over to the region that is left, once the turn of the better standby has passed", async () => {
    await failover.lose(lost);
    const behind = { [west]: 2, [neighbour]: 1 };
    const early = await failover.detect(170, behind);
    expect(early, JSON.stringify(early)).to.deep.include({ lost: true, started: false });
    const verdict = await failover.detect(330, behind);
    expect(verdict, JSON.stringify(verdict)).to.deep.include({ lost: true, started: true });
    await failover.complete();
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
    const { findings } = await withoutCallsTo(lost, () => preflight({ ...without, url: failover.application.url }));
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
