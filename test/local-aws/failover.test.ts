import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { releaseReads } from "../../automation/reconcile/reads";
import { parseConfig } from "../../config/parse";
import { detect } from "../../failover/controller/detect";
import type { FailoverPorts } from "../../failover/protocol/ports";
import type { Mode } from "../../failover/protocol/types";
import { execute } from "../../failover/run/execute";
import { planRun } from "../../failover/run/plan";
import type { Finding } from "../../failover/run/preflight";
import type { Summary } from "../../failover/run/summary";
import { systemClock } from "../../failover/run/system-clock";
import { readProject } from "../../preview/project";
import { runCli } from "../support/run-cli";
import { recordBeats } from "./beats";
import { outputsOf, projectOf } from "./command-files";
import { deployWithApplication } from "./deployed-system";
import { active, rebuild, standby } from "./deployment";
import { takeDenied } from "./identity";
import { outage } from "./outage";
import { controller, createStateMachine, quick } from "./state-machine";

/** The state that a failover changes, without values that differ between runs. */
async function stateOf(ports: FailoverPorts) {
  const { run: _run, writer: _writer, timing: _timing, ...lease } = await ports.lease.read();
  const { id: _id, lag: _lag, ...database } = await ports.database.describe(standby);
  const { ready } = await ports.capacity.raise(standby, lease.epoch);
  return { lease, database, edge: await ports.edge.read(), routes: await ports.routes.read(), ready };
}

/** Executes a request in this process, as a command does. */
async function command(
  { deployment, ports }: Awaited<ReturnType<typeof deployWithApplication>>,
  mode: Mode,
): Promise<Summary> {
  const { plan, refusal } = await planRun(ports, quick(deployment), { mode, to: standby, by: "test" });
  expect(refusal).to.equal(null);
  return execute(ports, plan);
}

const failedOver = {
  lease: { active: standby, epoch: 2, writes: "open", lastWriter: standby, quarantined: [active], renewedAt: null },
  database: { role: "primary", source: null },
  edge: { active: standby, epoch: 2, reads: "pinned", writes: "open" },
  routes: standby,
  ready: true,
};

describe("failover on the local AWS", () => {
  let system: Awaited<ReturnType<typeof deployWithApplication>>;

  beforeEach(async () => {
    system = await deployWithApplication();
  });
  afterEach(async () => {
    await system.application.stop();
    expect(await takeDenied(), "calls that a role or the operator may not make").to.deep.equal([]);
  });

  it("is executed by the command's process", async () => {
    const summary = await command(system, "failover");
    expect(summary.outcome, JSON.stringify(summary, null, 2)).to.equal("done");
    expect(summary.steps.map(({ state }) => state)).to.deep.equal(summary.steps.map(() => "done"));
    expect(await stateOf(system.ports)).to.deep.equal(failedOver);
  });

  it("is executed by the state machine with the deployed functions, with the same result", async () => {
    const { deployment, ports } = system;
    const output = await controller(deployment, { mode: "failover", to: standby, by: "test" });
    expect(output.status, JSON.stringify(output)).to.equal("SUCCEEDED");
    expect(output.summary).to.deep.include({ outcome: "done", mode: "failover", to: standby });
    expect(await stateOf(ports)).to.deep.equal(failedOver);
  });

  it("is rehearsed without a lasting change", async () => {
    const before = { lease: await system.ports.lease.read(), edge: await system.ports.edge.read() };
    const summary = await command(system, "rehearse");
    expect(summary.outcome, JSON.stringify(summary, null, 2)).to.equal("done");
    expect({ lease: await system.ports.lease.read(), edge: await system.ports.edge.read() }).to.deep.equal(before);
    expect((await system.ports.database.describe(standby)).role).to.equal("replica");
  });

  it("switches over after the replica has caught up", async () => {
    const summary = await command(system, "switchover");
    expect(summary.outcome, JSON.stringify(summary, null, 2)).to.equal("done");
    expect(await stateOf(system.ports)).to.deep.equal(failedOver);
  });

  it("is checked, executed and failed back by the CLI", async function () {
    this.timeout(240_000);
    const { deployment } = system;
    const folder = mkdtempSync(join(tmpdir(), "redoubt-commands-"));
    try {
      const project = join(folder, "Pulumi.yaml");
      const outputs = join(folder, "outputs.json");
      writeFileSync(project, projectOf(deployment));
      writeFileSync(outputs, JSON.stringify(outputsOf(deployment)));
      const redoubt = (command: string, ...args: string[]) =>
        runCli(command, "--project", project, "--outputs", outputs, "--url", deployment.url, "--json", ...args);
      const before = await redoubt("preflight");
      const states = Object.fromEntries(
        JSON.parse(before.stdout).findings.map((one: Finding) => [one.check, one.state]),
      );
      expect(states, before.stdout).to.deep.include({
        credentials: "ok",
        database: "ok",
        secret: "ok",
        application: "ok",
      });
      const { stdout, stderr, exitCode } = await redoubt("failover", "--to", standby, "--yes", "--write");
      expect(exitCode, stderr).to.equal(0);
      expect(JSON.parse(stdout)).to.include({ outcome: "done", to: standby });
      expect(await stateOf(system.ports)).to.deep.equal(failedOver);
      expect(readFileSync(project, "utf8")).to.include(`redoubt:activeRegion: ${standby}`);
      const config = () => parseConfig(readProject(project).config());
      const released = () => {
        const { global, prod } = JSON.parse(readFileSync(outputs, "utf8"));
        return releaseReads(config(), system.deployment.project, active, { global, standby: prod });
      };
      expect(await released()).to.match(/^reads stay pinned to us-west-1: the database of us-east-1 is a primary/);
      // Failback first lets an update rebuild the old primary, then switches.
      const prepared = await redoubt("failback", "--yes", "--write");
      expect(JSON.parse(prepared.stdout), prepared.stderr).to.include({
        rebuild: active,
        generation: 2,
        written: true,
      });
      const old = deployment.regions[active]?.resources?.databaseIdentifier ?? "";
      await rebuild(old, `${old}-g2`);
      const { prod, ...others } = outputsOf(deployment);
      writeFileSync(outputs, JSON.stringify({ ...others, prod: { ...prod, databaseIdentifier: `${old}-g2` } }));
      system.application.replicates = (from) => (from === standby ? [active] : []);
      await recordBeats(deployment, { from: standby, to: active, epoch: 2 });
      expect(await released()).to.match(/^reads fail over to us-east-1 again: .*2 s would be lost$/);
      expect(await system.ports.edge.read()).to.deep.equal({ ...failedOver.edge, reads: "failover" });
      expect(await released()).to.equal(undefined);
      const back = await redoubt("failback", "--yes", "--write");
      expect(back.exitCode, back.stderr).to.equal(0);
      expect(JSON.parse(back.stdout)).to.include({ mode: "switchover", outcome: "done", from: standby, to: active });
      const { run: _run, writer: _writer, timing: _timing, ...lease } = await system.ports.lease.read();
      expect(lease).to.deep.equal({
        active,
        epoch: 3,
        writes: "open",
        lastWriter: active,
        quarantined: [standby],
        renewedAt: null,
      });
      expect(await system.ports.edge.read()).to.deep.include({ active, epoch: 3, writes: "open" });
      expect(await system.ports.routes.read()).to.equal(active);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  describe("while us-east-1 does not answer", () => {
    afterEach(() => outage({}));

    /** Runs the command for the deployment, whose standby's stack has these further outputs. @returns what it printed of its progress */
    const failover = async (more: object) => {
      const { deployment } = system;
      await outage({ regions: [active], mode: "hang" });
      const folder = mkdtempSync(join(tmpdir(), "redoubt-outage-"));
      try {
        const [project, outputs] = [join(folder, "Pulumi.yaml"), join(folder, "outputs.json")];
        writeFileSync(project, projectOf(deployment));
        const { dr, ...others } = outputsOf(deployment);
        writeFileSync(outputs, JSON.stringify({ ...others, dr: { ...dr, ...more } }));
        const location = ["--project", project, "--outputs", outputs, "--url", deployment.url];
        const { stdout, stderr, exitCode } = await runCli("failover", "--to", standby, "--yes", "--json", ...location);
        expect(exitCode, stderr).to.equal(0);
        expect(JSON.parse(stdout)).to.include({ outcome: "done", to: standby });
        expect(await stateOf(system.ports)).to.deep.equal(failedOver);
        return stderr;
      } finally {
        rmSync(folder, { recursive: true });
      }
    };

    it("is started by the command and carried out by the controller, without --force", async function () {
      this.timeout(240_000);
      const failoverStateMachineArn = await createStateMachine(system.deployment);
      expect(await failover({ failoverStateMachineArn })).to.include("the controller carries the run out");
    });

    it("is carried out by the command's process where the controller cannot be reached", async function () {
      this.timeout(240_000);
      expect(await failover({})).to.not.include("the controller carries the run out");
    });

    it("is started by the automatic trigger, to the end", async function () {
      this.timeout(240_000);
      const { application, deployment, ports } = system;
      const stateMachine = await createStateMachine(deployment);
      application.lost = [active];
      await outage({ regions: [active], mode: "hang" });
      const environment = { ...process.env };
      Object.assign(process.env, {
        REDOUBT_DEPLOYMENT: JSON.stringify(deployment),
        REDOUBT_HOME: standby,
        REDOUBT_OTHER_SITE: "us-east-2",
        REDOUBT_STATE_MACHINE: stateMachine,
        REDOUBT_TRIGGER: "automatic",
      });
      try {
        expect(await detect()).to.deep.include({ lost: true, started: true });
      } finally {
        process.env = environment;
      }
      while ((await ports.edge.read())?.active !== standby) await systemClock.sleep(1000);
      while ((await ports.routes.read()) !== standby) await systemClock.sleep(1000);
      expect(await stateOf(ports)).to.deep.equal(failedOver);
    });
  });

  it("is refused by the state machine of another region without a change", async () => {
    const output = await controller(system.deployment, { mode: "failover", to: active, by: "test" });
    expect(output.status).to.equal("FAILED");
    expect((await system.ports.lease.read()).epoch).to.equal(1);
  });
});
