import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { deploy, type OperationResult, preflight, preview, refresh, status } from "../../automation";
import { Command } from "../local-aws/command";
import { callsTo, outage, withoutCallsTo } from "../local-aws/outage";
import { afterAbandonment } from "./after-abandonment";
import { AutomaticFailover } from "./automatic-failover";
import { describe as describeDatabase, leaseItem } from "./cloud";
import { east, TestProject, west } from "./project";
import { dataLosses, succeeded as expectSuccess, realChanges } from "./results";

const long = process.argv.includes("--all") ? it : it.skip;

/** The runbook of a lost region (docs/lost-region.md), from the failover to the day on which the region is available again. */
describe("a lost region on the real engine", () => {
  const project = new TestProject();
  const options = { project: project.file };
  const without = { ...options, lost: [east] };
  const database = `redoubt-database-${west}-g1`;
  let failover: AutomaticFailover;

  before(async () => {
    failover = await AutomaticFailover.deploy(project, [west]);
  });
  after(() => failover.stop());

  it("fails over by the automatic trigger while no call to the region is answered", async () => {
    await failover.lose([east]);
    const verdict = await failover.detect(170);
    expect(verdict, JSON.stringify(verdict)).to.deep.include({ lost: true, started: true });
    await failover.complete();
  });

  it("updates what is available, without a call to the region or to IAM, Route 53 and CloudFront", async () => {
    const result = await withoutCalls(() => deploy(without));
    const states = succeeded(result).stacks.map(({ stack, state }) => [stack, state]);
    expect(states).to.deep.equal([
      ["global", "succeeded"],
      ["dr", "succeeded"],
      ["prod", "unavailable"],
      ["edge", "unavailable"],
    ]);
    const [global, dr] = result.stacks;
    expect(global?.unavailable.map(({ name, needs }) => `${name}: ${needs}`)).to.include.members([
      `data-${east}: ${east}`,
      `objects-${east}: ${east}`,
      `lease: a replica in ${east}`,
      `routing-store: CloudFront in ${east}`,
      `origin-validation: Route 53 in ${east}`,
      `observer: IAM in ${east}`,
    ]);
    expect(dr?.unavailable.map(({ needs }) => needs)).to.satisfy((needs: string[]) =>
      needs.every((need) => need === `IAM in ${east}`),
    );
    expect(dataLosses(result)).to.deep.equal([]);
    expect((await describeDatabase(database, west))?.ReadReplicaSourceDBInstanceIdentifier).to.equal(undefined);
  });

  long("shows the status, runs the preflight and refreshes without such a call", async () => {
    const seen = await withoutCalls(() => status(without));
    expect(seen).to.deep.include({ lost: [east], live: { active: west, epoch: 2, lastWriter: west } });
    const { findings, to } = await withoutCalls(() => preflight({ ...without, url: failover.application.url }));
    expect(to).to.equal(west);
    expect(findings.at(-1)).to.deep.equal({
      check: east,
      state: "failed",
      detail: "is lost and was not called; no standby is left",
    });
    succeeded(await withoutCalls(() => refresh(without)));
  });

  long("deploys a change of the application", async () => {
    const userData = join(dirname(project.file), "user-data.sh");
    writeFileSync(userData, "#!/bin/sh\necho release 2\n");
    project.set(["redoubt:web", "value"], { userData });
    const result = succeeded(await withoutCalls(() => deploy(without)));
    const changed = result.stacks.flatMap(({ changes }) => changes.map(({ name, type }) => `${type} ${name}`));
    expect(changed).to.include.members([
      "aws:ec2/launchTemplate:LaunchTemplate tier-web",
      "aws:autoscaling/group:Group tier-web",
    ]);
  });

  long("refuses a change that needs the region before anything is changed, and names the resources", async () => {
    const { epoch } = await leaseItem();
    project.set(["redoubt:regions", "value", "eu-west-1"], { stack: "eu", cidr: "10.30.0.0/16" });
    const result = await withoutCalls(() => deploy(without));
    expect(result.succeeded).to.equal(false);
    const [global] = result.stacks;
    expect(global?.reason).to.match(/^changes that need us-east-1, which is lost; nothing was changed/);
    expect(global?.reason).to.include(`create aws:iam/role:Role objects-eu-west-1-replication: needs IAM in ${east}`);
    const calls = (await Promise.all(["eu-west-1", west, "us-east-2"].map(callsTo))).flat();
    expect(calls.filter(({ action }) => !/^(Describe|Get|List|Head|GET |HEAD )/.test(action))).to.deep.equal([]);
    project.unset(["redoubt:regions", "value", "eu-west-1"]);
    expect((await leaseItem()).epoch).to.equal(epoch);
  });

  long("updates everything when the region is available again, with the changes that were put off", async () => {
    await outage({});
    const result = succeeded(await deploy(options));
    expect(dataLosses(result)).to.deep.equal([]);
    const dr = result.stacks.find(({ stack }) => stack === "dr");
    expect(dr?.changes.filter(({ type }) => type === "aws:iam/role:Role")).to.not.be.empty;
    expect(realChanges(await preview(options))).to.deep.equal([]);
  });

  long("gives the region up without a call to it, and then removes it from what names it", async () => {
    await outage({ regions: [east], mode: "hang" });
    const command = await withoutCalls(async () => {
      const abandoning = new Command(["abandon", east, "--project", project.file, "--yes", "--json"]);
      expect(await abandoning.end(), abandoning.stderr).to.equal(0);
      return abandoning;
    });
    const { removed } = JSON.parse(command.stdout);
    expect(removed.prod).to.be.greaterThan(100);
    await outage({});
    const result = succeeded(await deploy(options));
    expect(result.stacks.map(({ stack }) => stack)).to.deep.equal(["global", "dr", "edge"]);
    expect(dataLosses(result)).to.deep.equal([]);
    // Nothing was deleted in the region.
    expect(await describeDatabase(`redoubt-database-${east}-g1`, east)).to.not.equal(undefined);
  });

  afterAbandonment(project, long);

  long("moves the lease to three other regions, with updates between the calls and after an interruption", async () => {
    const to = ["eu-west-1", "eu-west-2", "eu-west-3"];
    const move = async () => {
      const command = new Command(["lease", "move", "--regions", ...to, "--project", project.file, "--yes", "--json"]);
      expect(await command.end(), command.stderr).to.equal(0);
      return JSON.parse(command.stdout).phase;
    };
    const before = await leaseItem();
    expect(await move()).to.equal("prepared");
    succeeded(await deploy(options));
    const prepared = readFileSync(project.file, "utf8");
    expect(await move()).to.equal("moved");
    const moved = { active: west, epoch: String(Number(before.epoch) + 1) };
    expect(await leaseItem("redoubt-lease-g2", "eu-west-1")).to.deep.equal(moved);
    // As if the command had ended before it recorded the move.
    writeFileSync(project.file, prepared);
    succeeded(await deploy(options));
    expect(await move()).to.equal("moved");
    succeeded(await deploy(options));
    expect(await move()).to.equal("finished");
    expect(dataLosses(succeeded(await deploy(options)))).to.deep.equal([]);
    expect(await leaseItem("redoubt-lease-g2", "eu-west-1")).to.deep.equal(moved);
    expect(realChanges(await preview(options))).to.deep.equal([]);
  });

  const withoutCalls = <T>(run: () => PromiseLike<T>) => withoutCallsTo([east], run);
});

/** The result, if every stack succeeded or is unavailable. */
const succeeded = (result: OperationResult) => expectSuccess(result, "unavailable");
