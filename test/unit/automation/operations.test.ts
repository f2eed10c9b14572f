import { spawn } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { expect } from "chai";
import { deploy, destroy, preview, refresh, type WorkspaceEvent } from "../../../automation";
import { UserError } from "../../../errors";
import { withUnreachableAws } from "../../support/aws-endpoint";
import { logged, withFakePulumi } from "../../support/fake-pulumi";
import { writeProject } from "../../support/project";

const four = { global: 5, prod: 5, dr: 5, edge: 5 };
const step = (stack: string, op: string, name = "database") => ({
  op,
  urn: `urn:pulumi:${stack}::redoubt::aws:rds/instance:Instance::${name}`,
  type: "aws:rds/instance:Instance",
  detailedDiff: { multiAz: { diffKind: "update" } },
});
const changed = (stack: string, op = "update") => [
  { resourcePreEvent: { metadata: step(stack, "same", "other") } },
  { resourcePreEvent: { metadata: step(stack, op) } },
  { diagnosticEvent: { severity: "warning", message: "<{%fg 3%}>mind the gap<{%reset%}>\n", color: "raw" } },
  {
    policyEvent: {
      enforcementLevel: "warning",
      policyName: "rds-instance-multi-az",
      message: "one zone",
      color: "raw",
    },
  },
  { resOutputsEvent: { metadata: step(stack, op) } },
  { summaryEvent: { resourceChanges: { same: 4, [op]: 1 } } },
];
const failing = (stack: string) => [
  { diagnosticEvent: { severity: "error", message: "no such class", color: "raw", urn: step(stack, "create").urn } },
  { diagnosticEvent: { severity: "error", message: "no such class", color: "raw", urn: step(stack, "create").urn } },
  { resOpFailedEvent: { metadata: step(stack, "create") } },
];

describe("automation/operations", () => {
  const project = writeProject();
  const unprotected = writeProject({ "redoubt:protect": false });
  withUnreachableAws();

  it("deploys the stacks in order, with events", async () => {
    await withFakePulumi({ answers: { "up prod": { events: changed("prod") } } }, async (commands) => {
      const run = deploy({ project });
      const events: WorkspaceEvent[] = [];
      for await (const event of run) events.push(event);
      const result = await run;
      expect(result.succeeded).to.equal(true);
      expect(commands().filter((line) => line.startsWith("up"))).to.deep.equal([
        "up global",
        "up prod",
        "up dr",
        "up edge",
      ]);
      const prod = result.stacks[1];
      expect(prod?.counts).to.deep.equal({ same: 4, update: 1 });
      expect(prod?.changes.map(({ name, operation, properties }) => [name, operation, properties])).to.deep.equal([
        ["database", "update", ["multiAz"]],
      ]);
      expect(prod?.outputs).to.deep.equal({ url: "https://example.com", password: "[secret]" });
      const ofProd = events.filter((event) => event.kind !== "operation-started" && event.stack === "prod");
      expect(ofProd.map(({ kind }) => kind)).to.deep.equal([
        "stack-started",
        "resource",
        "diagnostic",
        "diagnostic",
        "resource",
        "stack-finished",
      ]);
      expect(JSON.stringify(ofProd)).to.include("mind the gap").and.not.include("fg 3");
    });
  });

  it("stops at the first failed stack, and reports the others as skipped", async () => {
    await withFakePulumi({ answers: { "up prod": { events: failing("prod"), code: 1 } } }, async (commands) => {
      const result = await deploy({ project });
      expect(result.succeeded).to.equal(false);
      expect(result.stacks.map(({ state }) => state)).to.deep.equal(["succeeded", "failed", "skipped", "skipped"]);
      expect(result.stacks[1]?.reason).to.equal("database: no such class");
      expect(commands()).to.not.include("up dr");
    });
  });

  it("reports the CLI's error when there was no event", async () => {
    const locked = { code: 255, stderr: "error: the stack is currently locked by 1 lock(s)\n" };
    await withFakePulumi({ stacks: four, answers: { "up global": locked } }, async () => {
      const { stacks } = await deploy({ project, stack: "global" });
      expect(stacks[0]?.reason)
        .to.include("another update holds the stack")
        .and.include("pulumi cancel --stack global");
    });
  });

  it("cancels with one interrupt, and starts nothing after it", async () => {
    await withFakePulumi({ answers: { "up prod": { hold: true } } }, async (commands) => {
      const controller = new AbortController();
      const run = deploy({ project, signal: controller.signal });
      await logged(commands, "held");
      controller.abort();
      const { stacks } = await run;
      expect(stacks.map(({ state }) => state)).to.deep.equal(["succeeded", "cancelled", "skipped", "skipped"]);
      expect(commands().filter((line) => line === "interrupted")).to.have.length(1);
    });
  });

  it("does not end the engine when this process is killed", async () => {
    await withFakePulumi({ answers: { "up prod": { outlive: true } } }, async (commands) => {
      const program = `require("./automation").deploy({ project: ${JSON.stringify(project)}, stack: "prod" })`;
      const killed = spawn(process.execPath, ["--require", "tsx/cjs", "--eval", program], { stdio: "ignore" });
      await logged(commands, "running");
      killed.kill("SIGKILL");
      await logged(commands, "outlived");
    });
  });

  it("does nothing when it is cancelled before it starts", async () => {
    await withFakePulumi({}, async (commands) => {
      const { stacks } = await deploy({ project, signal: AbortSignal.abort() });
      expect(stacks.map(({ state }) => state)).to.deep.equal(["cancelled", "skipped", "skipped", "skipped"]);
      expect(commands()).to.not.include("up global");
    });
  });

  it("previews stacks in process that were never deployed; stacks that read them are waiting", async () => {
    const { prod: _, ...others } = four;
    const answers = { "preview global": { events: changed("global") } };
    await withFakePulumi({ stacks: others, answers }, async (commands) => {
      const { stacks, succeeded } = await preview({ project });
      expect(stacks.map(({ engine, state }) => [engine, state])).to.deep.equal([
        ["pulumi", "succeeded"],
        ["in-process", "succeeded"],
        ["pulumi", "waiting"],
        ["pulumi", "waiting"],
      ]);
      expect(succeeded).to.equal(true);
      expect(stacks[1]?.counts.create).to.be.greaterThan(50);
      expect(stacks[2]?.reason).to.include("reads prod, not deployed yet");
      expect(commands()).to.not.include("preview dr");
    });
  });

  it("reports the changes of a preview as planned", async () => {
    await withFakePulumi({ stacks: four, answers: { "preview prod": { events: changed("prod") } } }, async () => {
      const run = preview({ project, stack: "prod" });
      const states: string[] = [];
      for await (const event of run) if (event.kind === "resource") states.push(event.state);
      expect(states).to.deep.equal(["planned"]);
      expect((await run).stacks[0]?.changes.map(({ name }) => name)).to.deep.equal(["database"]);
    });
  });

  it("passes policy packs to the engine, with the configuration beside the project", async () => {
    const config = join(dirname(project), "policy-config.json");
    writeFileSync(config, "{}");
    try {
      await withFakePulumi({ stacks: four }, async (commands) => {
        await preview({ project, stack: "global", policyPacks: ["policy"] });
        expect(commands()).to.include.members([
          `--policy-pack ${resolve("policy")}`,
          `--policy-pack-config ${resolve(config)}`,
        ]);
      });
    } finally {
      rmSync(config);
    }
  });

  it("evaluates stacks that were never deployed, where the engine evaluates the others", async () => {
    const { global, ...missing } = four;
    expect(missing).to.have.all.keys("prod", "dr", "edge");
    await withFakePulumi({ stacks: { global } }, async () => {
      const { stacks } = await preview({ project, stack: "prod", policyPacks: ["policy"] });
      expect(stacks[0]).to.include({ engine: "in-process", state: "succeeded" });
      expect(stacks[0]?.reason).to.match(/never deployed: .*; Redoubt's policies: \d+ advisory findings, 0 mandatory$/);
    });
  });

  it("fails the preview of a stack that was never deployed and violates a mandatory policy", async () => {
    const config = join(dirname(project), "policy-config.json");
    writeFileSync(config, JSON.stringify({ "rds-in-backup-plan": "mandatory" }));
    try {
      const { global } = four;
      await withFakePulumi({ stacks: { global } }, async () => {
        const { stacks, succeeded } = await preview({ project, stack: "prod", policyPacks: ["policy"] });
        expect(succeeded).to.equal(false);
        expect(stacks[0]?.state).to.equal("failed");
        expect(stacks[0]?.reason).to.match(/^rds-in-backup-plan {2}/m);
      });
    } finally {
      rmSync(config);
    }
  });

  it("refuses a folder without a policy pack before it updates anything", async () => {
    await withFakePulumi({ stacks: four }, async (commands) => {
      const error = await deploy({ project, policyPacks: ["nothing"] }).then(null, (fault: unknown) => fault);
      expect(error)
        .to.be.instanceOf(UserError)
        .with.property(
          "message",
          "--policy-pack: got nothing, which has no PulumiPolicy.yaml; name the folder of a policy pack",
        );
      expect(commands().filter((line) => line !== "")).to.deep.equal([]);
    });
  });

  it("refuses a number of policy configurations that differs from the number of packs", async () => {
    await withFakePulumi({ stacks: four }, async () => {
      const options = { project, policyPacks: ["policy", "other"], policyPackConfigs: ["policy-config.json"] };
      const error = await preview(options).then(null, (fault: unknown) => fault);
      expect(error)
        .to.be.instanceOf(UserError)
        .with.property("message", "--policy-pack-config: got 1 for 2 policy packs; give one for each");
    });
  });

  it("previews the other stacks when one fails", async () => {
    const answers = { "preview prod": { events: failing("prod"), code: 1 } };
    await withFakePulumi({ stacks: four, answers }, async () => {
      const { stacks, succeeded } = await preview({ project });
      expect(stacks.map(({ state }) => state)).to.deep.equal(["succeeded", "failed", "succeeded", "succeeded"]);
      expect(succeeded).to.equal(false);
    });
  });

  it("refreshes only deployed stacks", async () => {
    await withFakePulumi({ stacks: { global: 3 } }, async (commands) => {
      expect((await refresh({ project })).succeeded).to.equal(true);
      expect(commands().filter((line) => line.startsWith("refresh"))).to.deep.equal(["refresh global"]);
    });
  });

  it("destroys in reverse order, and refuses while the configuration protects resources", async () => {
    await withFakePulumi({ stacks: four }, async (commands) => {
      const refused = await destroy({ project }).then(null, (error: unknown) => error);
      expect(refused).to.be.instanceOf(UserError).with.property("message").that.includes("redoubt:protect: false");
      expect((await destroy({ project: unprotected })).succeeded).to.equal(true);
      const order = commands().filter((line) => line.startsWith("destroy"));
      expect(order).to.deep.equal(["destroy edge", "destroy dr", "destroy prod", "destroy global"]);
    });
  });
});
