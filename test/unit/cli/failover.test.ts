import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { readDeployment } from "../../../automation/deployment";
import { portsOnAws, runDeployed } from "../../../automation/failover";
import { leftRegion } from "../../../automation/left-region";
import { look, renderFindings } from "../../../automation/preflight";
import { prepareRebuild, writeRebuild } from "../../../automation/rebuild";
import { follow, renderFollowed, writeFollowed } from "../../../automation/reconcile/recorded-configuration";
import type { RunFlags } from "../../../cli/commands/run-options";
import { agrees, confirmByTyping } from "../../../cli/terminal/confirmation";
import { parseConfig } from "../../../config/parse";
import { UserError } from "../../../errors";
import type { Mode } from "../../../failover/protocol/types";
import type { Summary } from "../../../failover/run/execute";
import { readProject } from "../../../preview/project";
import { inMemoryPorts } from "../../support/in-memory-ports";
import { captured, runCli } from "../../support/run-cli";
import { deployment, standInClients } from "../failover/adapters/aws/stand-ins";

const outputs = {
  global: {
    accessPointArn: "arn:aws:s3::123456789012:accesspoint/point.mrap",
    certificateArns: { "us-west-1": "arn:certificate" },
    leaseTableName: "lease",
    secretArns: { "us-west-1": "arn:secret" },
    routingStoreArn: "arn:store",
  },
  dr: {
    alarmTopicArn: "arn:topic",
    databaseIdentifier: "tier-database-us-west-1-g1",
    groups: [
      { name: "web", active: { minimum: 2, desired: 4 } },
      { name: "application", active: { minimum: 2, desired: 4 } },
    ],
  },
};

let folder: string;
let project: string;
let file: string;
let terminal: boolean | undefined;

before(() => {
  folder = mkdtempSync(join(tmpdir(), "redoubt-verbs-"));
  project = join(folder, "Pulumi.yaml");
  file = join(folder, "outputs.json");
  terminal = process.stdin.isTTY;
  // Nobody types here, also where the tests are run at a terminal.
  process.stdin.isTTY = false;
});
after(() => {
  rmSync(folder, { recursive: true });
  process.stdin.isTTY = terminal as boolean;
});
beforeEach(() => {
  copyFileSync("Pulumi.yaml", project);
  writeFileSync(file, JSON.stringify(outputs));
});

async function refusalOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => expect.fail("did not refuse"),
    (reason: unknown) => reason,
  );
  expect(error).to.be.instanceOf(UserError);
  return (error as UserError).message;
}

describe("what is deployed", () => {
  it("is read from a file of outputs, with the settings of the configuration", async () => {
    const { deployment, certificateArns } = await readDeployment({ project, outputs: file });
    expect(deployment.regions["us-east-1"]).to.deep.equal({ cidr: "10.10.0.0/16" });
    expect(deployment.regions["us-west-1"]?.resources).to.deep.equal(outputs.dr);
    expect(deployment.secretArns).to.deep.equal({ "us-west-1": "arn:secret" });
    expect(deployment).to.include({ url: "https://example.com", databasePort: 5432, routingStoreArn: "arn:store" });
    expect(deployment.settings.gate.maxLagSeconds).to.equal(60);
    expect(certificateArns).to.deep.equal({ "us-west-1": "arn:certificate" });
    const local = await readDeployment({ project, outputs: file, url: "http://127.0.0.1:1" });
    expect(local.deployment.url).to.equal("http://127.0.0.1:1");
  });

  it("is told to be missing with what to do", async () => {
    expect(await refusalOf(readDeployment({ project, outputs: "absent.json" }))).to.match(/absent.json: no such file/);
    writeFileSync(file, "no json");
    expect(await refusalOf(readDeployment({ project, outputs: file }))).to.match(/not JSON/);
    writeFileSync(file, "[]");
    expect(await refusalOf(readDeployment({ project, outputs: file }))).to.match(
      /got no object; give what redoubt status --json told/,
    );
    writeFileSync(file, "{}");
    expect(await refusalOf(readDeployment({ project, outputs: file }))).to.match(/stack global: has no outputs/);
  });

  for (const name of ["accessPointArn", "leaseTableName", "routingStoreArn", "secretArns"]) {
    it(`is refused without the output ${name} of the global stack, before anything is touched`, async () => {
      writeFileSync(file, JSON.stringify({ ...outputs, global: { ...outputs.global, [name]: undefined } }));
      expect(await refusalOf(readDeployment({ project, outputs: file }))).to.equal(
        `stack global: output ${name}: missing; update the stack: redoubt up`,
      );
    });
  }

  it("is refused with an empty output", async () => {
    writeFileSync(file, JSON.stringify({ ...outputs, global: { ...outputs.global, leaseTableName: "" } }));
    expect(await refusalOf(readDeployment({ project, outputs: file }))).to.equal(
      'stack global: output leaseTableName: got ""; update the stack: redoubt up',
    );
  });

  it("refuses a failover to a region with incomplete outputs, and reads the other regions", async () => {
    const prod = { alarmTopicArn: "arn:topic" };
    writeFileSync(file, JSON.stringify({ ...outputs, prod }));
    const { deployment } = await readDeployment({ project, outputs: file });
    expect(() => portsOnAws(deployment, "us-west-1")).not.to.throw();
    expect(() => portsOnAws(deployment, "us-east-1")).to.throw(
      UserError,
      "region us-east-1: stack prod: output databaseIdentifier: missing; update the stack: redoubt up\n" +
        "stack prod: output groups: missing; update the stack: redoubt up",
    );
  });

  it("is refused without a secret for the target region", async () => {
    const secretArns = { "us-east-1": "arn:secret" };
    writeFileSync(file, JSON.stringify({ ...outputs, global: { ...outputs.global, secretArns } }));
    const { deployment } = await readDeployment({ project, outputs: file });
    expect(() => portsOnAws(deployment, "us-west-1")).to.throw(
      UserError,
      "region us-west-1: output secretArns of the global stack has no entry; update the stack: redoubt up",
    );
  });

  it("is read from what redoubt status told as well", async () => {
    const stacks = Object.entries(outputs).map(([stack, own]) => ({ stack, outputs: own, resources: 7 }));
    const told = join(folder, "status.json");
    writeFileSync(told, JSON.stringify({ declaredActive: "us-east-1", live: null, stacks }));
    expect(await readDeployment({ project, outputs: told })).to.deep.equal(
      await readDeployment({ project, outputs: file }),
    );
  });

  it("says how to do without the Pulumi CLI where there is none", async () => {
    const { PATH } = process.env;
    process.env.PATH = folder;
    try {
      expect(await refusalOf(readDeployment({ project }))).to.match(/--outputs/);
    } finally {
      process.env.PATH = PATH;
    }
  });
});

describe("redoubt failover, switchover, rehearse", () => {
  const both = inMemoryPorts("us-east-1", "us-west-1");

  async function carryOut(
    mode: Mode,
    flags: Partial<RunFlags> = {},
    made = inMemoryPorts("us-east-1", "us-west-1"),
    force?: string,
  ) {
    const deployed = await readDeployment({ project, outputs: file });
    const all = { project, outputs: file, yes: true, ...flags };
    return captured(() => runDeployed(deployed, all, mode, "us-west-1", force, () => made.ports));
  }

  it("print the plan, each step as it goes, and a table, and exit with 0", async () => {
    const { stdout, stderr, exitCode } = await carryOut("failover", {}, both);
    expect(exitCode).to.equal(0);
    expect(stderr).to.match(/^failover from us-east-1 to us-west-1: run \S+, epoch 1 → 2\n/);
    expect(stderr).to.include("IRREVERSIBLE");
    expect(stderr).to.match(/\[ +\d+\.\d s\] promote: promote the target's database\n/);
    expect(stderr).to.match(/\[ +\d+\.\d s\] promote: done after \d+\.\d s: the database of us-west-1 is primary/);
    expect(stdout).to.match(/^failover from us-east-1 to us-west-1: done \(run \S+, epoch 2\)\n/);
    expect(stdout).to.match(/\n {2}verify +done +\d+\.\d s {2}a write and its read went through the edge to us-west-1/);
    expect(both.world).to.deep.include({ routes: "us-west-1" });
  });

  it("say which two lines the configuration needs, and write them when told to", async () => {
    const shown = await carryOut("failover");
    expect(shown.stderr).to.include("redoubt:activeRegion: us-west-1\n  redoubt:quarantined: { value: [us-east-1] }");
    expect(readFileSync(project, "utf8")).to.equal(readFileSync("Pulumi.yaml", "utf8"));
    await carryOut("failover", { write: true });
    const config = parseConfig(readProject(project).config());
    expect(config).to.deep.include({ activeRegion: "us-west-1", quarantined: ["us-east-1"] });
    expect(readFileSync(project, "utf8")).to.include("# The topology, stated once");
  });

  it("print one JSON document with --json", async () => {
    const { stdout } = await carryOut("switchover", { json: true });
    const summary = JSON.parse(stdout) as Summary;
    expect(summary).to.include({ mode: "switchover", to: "us-west-1", outcome: "done", next: null });
    expect(summary.steps.map(({ step }) => step)).to.include.members(["hold-writes", "catch-up", "promote", "verify"]);
  });

  it("leave everything as it was after a rehearsal, and offer no lines", async () => {
    const made = inMemoryPorts("us-east-1", "us-west-1");
    const { stdout, stderr, exitCode } = await carryOut("rehearse", {}, made);
    expect(exitCode).to.equal(0);
    expect(stdout).to.match(/^rehearse from us-east-1 to us-west-1: done/);
    expect(stderr).not.to.include("redoubt:activeRegion");
    expect(made.world.lease).to.include({ active: "us-east-1", epoch: 1 });
  });

  it("tell what the promotion gate refuses, and the way out", async () => {
    const made = inMemoryPorts("us-east-1", "us-west-1");
    made.world.database = { ...made.world.database, lag: { seconds: -1, measuredAt: 0 } };
    expect(await refusalOf(carryOut("failover", {}, made))).to.match(/^refused: .*unknown.*\n.*--force us-west-1$/s);
    expect(await refusalOf(carryOut("switchover", {}, made))).to.match(/redoubt failback --to us-west-1 prepares that/);
    expect((await carryOut("failover", {}, made, "us-west-1")).exitCode).to.equal(0);
  });

  it("exit with another code and say how to go on when the run fails", async () => {
    const made = inMemoryPorts("us-east-1", "us-west-1");
    made.ports.database.write = () => Promise.reject(new Error("read-only"));
    const { stdout, exitCode } = await carryOut("failover", {}, made);
    expect(exitCode).to.equal(1);
    expect(stdout).to.match(/next: redoubt failover --to us-west-1\n$/);
    made.ports.database.write = async () => {};
    const resumed = await carryOut("failover", {}, made);
    expect(resumed.exitCode).to.equal(0);
    expect(resumed.stderr).to.include("resumed: what is done already is not done again");
  });

  it("do nothing without the region's name, typed", async () => {
    const made = inMemoryPorts("us-east-1", "us-west-1");
    expect(await refusalOf(carryOut("failover", { yes: false }, made))).to.match(/give --yes/);
    expect(made.world.lease.epoch).to.equal(1);
    expect(await agrees("write?")).to.equal(false);
    expect(await refusalOf(confirmByTyping("us-west-1", "sure?"))).to.match(/no terminal/);
  });

  it("tell what can not even be planned", async () => {
    const made = inMemoryPorts("us-east-1", "us-west-1");
    made.ports.lease.read = () => Promise.reject(new Error("no region answered"));
    expect(await refusalOf(carryOut("failover", {}, made))).to.equal("nothing was done: no region answered");
  });

  it("name the regions where one is unknown or not deployed", async () => {
    const options = ["--outputs", file, "--project", project, "--yes"];
    const unknown = await runCli("failover", "--to", "mars-1", ...options);
    expect(unknown).to.deep.equal({
      stdout: "",
      stderr: "--to: got mars-1, which is not in the topology; name one of us-east-1, us-west-1\n",
      exitCode: 1,
    });
    for (const verb of ["switchover", "rehearse", "failback"]) {
      const { stderr, exitCode } = await runCli(verb, "--to", "us-east-1", ...options);
      expect({ verb, exitCode }).to.deep.equal({ verb, exitCode: 1 });
      expect(stderr).to.match(/^region us-east-1: its resources are not known here/);
    }
  });
});

describe("redoubt failback", () => {
  const text = (value: string) => ({ S: value });
  const left = (items: Record<string, object>) => {
    const { clients } = standInClients({
      GetItem: ({ Key }) => ({ Item: items[(Key as { pk: { S: string } }).pk.S] }),
    });
    return leftRegion(deployment, clients);
  };
  const lease = { active: text("us-west-1"), epoch: { N: "2" }, writes: text("open"), run: text("r") };
  const entry = (step: string, state: string) => text(JSON.stringify({ run: "r", step, attempt: 1, state, at: 1 }));
  const run = (plan: object, entries: object = {}) => ({
    plan: text(JSON.stringify({ run: "r", ...plan })),
    entries: { M: entries },
  });

  it("goes to the region that the last run left, and on with a failback that has not ended", async () => {
    const done = run({ mode: "failover", from: "us-east-1", to: "us-west-1" });
    expect(await left({ lease, "run#r": done })).to.equal("us-east-1");
    const unfinished = run({ mode: "switchover", from: "us-west-1", to: "us-east-1" }, { a: entry("gate", "done") });
    expect(await left({ lease: { ...lease, active: text("us-east-1") }, "run#r": unfinished })).to.equal("us-east-1");
  });

  /** As after a failover to us-west-1: the old primary is still there. */
  async function afterFailover(role: "primary" | "replica", flags: Partial<RunFlags> = {}) {
    writeFollowed(project, follow({ quarantined: [] }, "us-west-1", "us-east-1"));
    writeFileSync(
      file,
      JSON.stringify({ ...outputs, prod: { ...outputs.dr, databaseIdentifier: "tier-database-us-east-1-g1" } }),
    );
    const { world, ports } = inMemoryPorts("us-west-1", "us-east-1");
    world.database = { ...world.database, role };
    const { asked, clients } = standInClients({ ModifyDBInstance: () => ({}) });
    const deployed = await readDeployment({ project, outputs: file });
    const all = { project, outputs: file, yes: true, ...flags };
    const state = { rebuild: false };
    const work = async () => {
      state.rebuild = await prepareRebuild(deployed, ports, all, "us-east-1", clients);
    };
    return { ...(await captured(work)), ...state, asked };
  }

  it("first lets the next update rebuild an old primary, and says what comes then", async () => {
    const { rebuild, asked, stdout, stderr } = await afterFailover("primary", { write: true, json: true });
    expect(rebuild).to.equal(true);
    expect(asked.map(({ region, command, input }) => ({ region, command, input }))).to.deep.equal([
      {
        region: "us-east-1",
        command: "ModifyDBInstance",
        input: {
          DBInstanceIdentifier: "tier-database-us-east-1-g1",
          DeletionProtection: false,
          ApplyImmediately: true,
        },
      },
    ]);
    expect(stderr).to.include("IRREVERSIBLE; its final snapshot stays");
    expect(JSON.parse(stdout)).to.include({ rebuild: "us-east-1", generation: 2, written: true });
    const { regions, quarantined, activeRegion } = parseConfig(readProject(project).config());
    expect([activeRegion, quarantined, regions["us-east-1"]?.database.generation]).to.deep.equal(["us-west-1", [], 2]);
    const again = await readDeployment({ project, outputs: file });
    writeRebuild(project, again, "us-east-1", 3);
    expect(parseConfig(readProject(project).config()).regions["us-east-1"]?.database.generation).to.equal(3);
  });

  it("rebuilds nothing that is a replica, and writes nothing unasked", async () => {
    expect(await afterFailover("replica")).to.include({ rebuild: false, stdout: "" });
    const before = readFileSync(project, "utf8");
    expect((await afterFailover("primary")).stdout).to.equal(
      "next: redoubt up, then redoubt failback --to us-east-1\n",
    );
    expect(readFileSync(project, "utf8")).to.equal(before);
    expect(await refusalOf(afterFailover("primary", { yes: false }))).to.match(/give --yes/);
  });

  it("writes the generation also into an entry of several lines, whose comments stay in their places", async () => {
    const deployed = await readDeployment({ project, outputs: file });
    const before = readFileSync(project, "utf8").replace(
      /us-east-1: \{ stack: prod, cidr: (\S+) \}/,
      "us-east-1:\n        stack: prod # the first\n        cidr: $1 # ours",
    );
    writeFileSync(project, before);
    writeRebuild(project, deployed, "us-east-1", 2);
    const written = readFileSync(project, "utf8");
    expect(written).to.include(
      "us-east-1:\n        database: { generation: 2 }\n        stack: prod # the first\n        cidr: 10.10.0.0/16 # ours\n",
    );
    expect(parseConfig(readProject(project).config()).regions["us-east-1"]?.database.generation).to.equal(2);
  });

  it("leaves a file alone that it can not edit safely", async () => {
    const deployed = await readDeployment({ project, outputs: file });
    expect(await refusalOf(Promise.resolve().then(() => writeRebuild(project, deployed, "mars-1", 2)))).to.match(
      /has no mars-1/,
    );
    // Nothing to put a generation into without taking something away.
    const text = readFileSync(project, "utf8").replace(
      /us-east-1: \{ stack: prod, cidr: (\S+) \}/,
      "us-east-1: { stack: prod, cidr: $1, database: {} }",
    );
    writeFileSync(project, text);
    expect(await refusalOf(Promise.resolve().then(() => writeRebuild(project, deployed, "us-east-1", 2)))).to.match(
      /by hand/,
    );
    expect(readFileSync(project, "utf8")).to.equal(text);
  });

  it("goes nowhere where there was no run, or no lease to tell", async () => {
    const { run: _run, ...seeded } = lease;
    expect(await refusalOf(left({ lease: seeded }))).to.match(/^us-west-1: is active since the first deployment/);
    expect(await refusalOf(left({}))).to.match(/^nothing was done: lease: there is none/);
  });
});

describe("lines of the configuration", () => {
  it("follow the active region, and quarantine only what was left a primary", () => {
    expect(follow({ quarantined: [] }, "us-west-1", "us-east-1")).to.deep.equal({
      activeRegion: "us-west-1",
      quarantined: ["us-east-1"],
    });
    expect(follow({ quarantined: ["us-west-1", "eu-west-1"] }, "us-west-1", null)).to.deep.equal({
      activeRegion: "us-west-1",
      quarantined: ["eu-west-1"],
    });
  });

  it("are written as they are shown, and nothing else is changed", () => {
    const followed = follow({ quarantined: [] }, "us-west-1", "us-east-1");
    writeFollowed(project, followed);
    const before = readFileSync("Pulumi.yaml", "utf8").split("\n");
    const after = readFileSync(project, "utf8").split("\n");
    expect(after.filter((line) => !before.includes(line)).join("\n")).to.equal(renderFollowed(followed));
    expect(before.filter((line) => !after.includes(line))).to.deep.equal(["  redoubt:activeRegion: us-east-1"]);
    writeFollowed(project, follow(followed, "us-east-1", null));
    const back = readFileSync(project, "utf8").split("\n");
    expect(back.filter((line) => !before.includes(line))).to.deep.equal(["  redoubt:quarantined: { value: [] }"]);
  });

  it("are not guessed into a file without them", async () => {
    writeFileSync(project, "name: redoubt\n");
    const writing = Promise.resolve().then(() =>
      writeFollowed(project, follow({ quarantined: [] }, "us-west-1", null)),
    );
    expect(await refusalOf(writing)).to.match(/config has no redoubt:activeRegion/);
  });
});

describe("redoubt preflight", () => {
  it("shows a table and how many are not well", () => {
    const findings = [
      { check: "lease", state: "ok", detail: "epoch 1" },
      { check: "certificate", state: "failed", detail: "ends in 3 days" },
    ] as const;
    expect(renderFindings("us-west-1", findings)).to.equal(
      [
        "failover to us-west-1:",
        "  lease        ok       epoch 1",
        "  certificate  failed   ends in 3 days",
        "1 of 2 not well",
      ].join("\n"),
    );
    expect(renderFindings("us-west-1", findings.slice(0, 1))).to.match(/nothing speaks against a failover$/);
  });

  it("wants the region named where it is not to be told", async () => {
    const deployed = await readDeployment({ project, outputs: file });
    const alone = { ...deployed, config: { ...deployed.config, quarantined: ["us-west-1"] } };
    expect(await refusalOf(look(alone))).to.match(/^--to: missing/);
    expect(await refusalOf(look(deployed, "us-east-1"))).to.match(/not known here/);
    const { stderr, exitCode } = await runCli("preflight", "--to", "mars-1", "--outputs", file, "--project", project);
    expect({ stderr, exitCode }).to.deep.equal({
      stderr: "region mars-1: not deployed; deployed are us-east-1, us-west-1\n",
      exitCode: 1,
    });
  });
});
