import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { EvaluatedPreview } from "../../../../automation";
import { withFakePulumi } from "../../../support/fake-pulumi";
import { writeProject } from "../../../support/project";
import { runCli } from "../../../support/run-cli";

describe("redoubt preview", () => {
  it("prints, with --tree, a tree for each stack, counts, outputs and the time; the progress goes to standard error", async () => {
    const { stdout, stderr, exitCode } = await runCli("preview", "--in-process", "--tree");
    expect(exitCode).to.equal(0);
    for (const line of [
      "stack global",
      "stack prod (us-east-1, active)",
      "stack dr (us-west-1, standby)",
      "stack edge",

      "     1  aws:rds/instance:Instance",
      "    originVerify: [secret]",
      "    url: https://example.com",
    ]) {
      expect(stdout.split("\n")).to.include(line);
    }
    expect(stdout).to.match(/^ {2}[├└]─ redoubt:index:RegionalTier tier$/m);
    expect(stdout).to.match(/aws:rds\/instance:Instance tier-database-g1 {2}us-west-1\n/);
    expect(stdout).to.match(/\n\d+ resources in 4 stacks, \d+\.\d s\n/);
    expect(stderr).to.include("prod");
  });

  it("prints only one JSON document with --json", async () => {
    const { stdout, exitCode } = await runCli("preview", "--json");
    expect(exitCode).to.equal(0);
    const document = JSON.parse(stdout) as EvaluatedPreview["document"];
    expect(Object.keys(document)).to.deep.equal(["stacks", "violations"]);
    expect(document.stacks.map(({ stack, region, role }) => [stack, region, role])).to.deep.equal([
      ["global", null, null],
      ["prod", "us-east-1", "active"],
      ["dr", "us-west-1", "standby"],
      ["edge", null, null],
    ]);
    for (const stack of document.stacks) {
      expect(Object.keys(stack)).to.deep.equal(["stack", "region", "role", "resources", "outputs", "seconds"]);
      for (const resource of stack.resources) {
        expect(Object.keys(resource)).to.deep.equal([
          ...["urn", "type", "name", "region", "parent", "inputs"],
          ...["dependencies", "propertyDependencies", "protect"],
        ]);
      }
    }
  });

  it("shows the policy findings, and every suppression with its reason", async () => {
    const { stdout } = await runCli("preview", "--in-process", "--tree");
    expect(stdout).to.match(/\nsuppressed \(2\)\n {2}\S+ .*: \S/);
    expect(stdout).to.match(/\n0 mandatory and \d+ advisory violations, \d+ undecided, 2 suppressed\n$/);
  });

  it("exits with 1 on a mandatory violation, which the document contains", async () => {
    const file = writeProject({ "redoubt:protect": false });
    const { stdout, exitCode } = await runCli("preview", "--json", "--project", file);
    const { violations } = JSON.parse(stdout) as EvaluatedPreview["document"];
    expect(exitCode).to.equal(1);
    const mandatory = violations.filter(({ enforcementLevel }) => enforcementLevel === "mandatory");
    expect(mandatory.map(({ policy }) => policy)).to.deep.equal(["lease-survives"]);
    expect(Object.keys(mandatory[0] ?? {})).to.have.members([
      "policy",
      "enforcementLevel",
      "severity",
      "urn",
      "message",
    ]);
  });

  it("shows one stack with those that it depends on", async () => {
    const { stdout } = await runCli("preview", "--json", "--stack", "prod");
    expect((JSON.parse(stdout) as EvaluatedPreview["document"]).stacks.map(({ stack }) => stack)).to.deep.equal([
      "global",
      "prod",
    ]);
  });

  it("summarises one stack, and names the stacks to which the policies were applied", async () => {
    const { stdout } = await runCli("preview", "--in-process", "--stack", "prod");
    expect(stdout).to.match(/^prod \(us-east-1, active\): \d+ resources/m);
    expect(stdout).to.not.match(/^global/m);
    expect(stdout).to.match(/ suppressed in global, prod; --tree shows all of them\n$/);
  });

  it("names the stacks of the topology when one is unknown", async () => {
    const { stdout, stderr, exitCode } = await runCli("preview", "--stack", "staging");
    expect({ stdout, stderr, exitCode }).to.deep.equal({
      stdout: "",
      stderr: "--stack: got staging, which is not in the topology; name one of global, prod, dr, edge\n",
      exitCode: 1,
    });
  });

  it("reports errors of the configuration before it misses the engine, where CI requires one", async () => {
    const { CI } = process.env;
    process.env.CI = "true";
    try {
      const { stderr } = await runCli("preview", "--stack", "staging");
      expect(stderr).to.match(/^--stack: got staging, which is not in the topology/);
      expect((await runCli("preview", "--project", "nowhere.yaml")).stderr).to.match(/^nowhere\.yaml: no such file/);
    } finally {
      if (CI === undefined) delete process.env.CI;
      else process.env.CI = CI;
    }
  });

  describe("of another project", () => {
    let folder: string;
    const file = () => join(folder, "Other.yaml");

    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), "redoubt-"));
      copyFileSync(writeProject(), file());
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    it("reads its file and the stack files beside it", async () => {
      writeFileSync(join(folder, "Other.prod.yaml"), "config:\n  redoubt:breakGlassCidrs: [198.51.100.0/24]\n");
      const { stdout } = await runCli("preview", "--json", "--project", file(), "--stack", "dr");
      const [, prod, dr] = (JSON.parse(stdout) as EvaluatedPreview["document"]).stacks.map((stack) =>
        JSON.stringify(stack),
      );
      expect(prod).to.include("198.51.100.0/24");
      expect(dr).not.to.include("198.51.100.0/24");
    });

    it("reports all configuration errors at once, without a stack trace", async () => {
      writeFileSync(
        file(),
        readFileSync("Pulumi.yaml", "utf8").replace("activeRegion", "activRegion").replace("10.20.", "10.10."),
      );
      const { stdout, stderr, exitCode } = await runCli("preview", "--project", file());
      expect(exitCode).to.equal(1);
      expect(stdout).to.equal("");
      expect(stderr).to.equal(
        [
          "the configuration has 3 errors:",
          "  activeRegion: missing; set it in Pulumi.yaml under config",
          "  activRegion: no such key; did you mean activeRegion?",
          "  regions.us-west-1.cidr: 10.10.0.0/16 overlaps 10.10.0.0/16 of us-east-1; use a separate range",
          "",
        ].join("\n"),
      );
    });

    it("reports an error in the file itself", async () => {
      expect((await runCli("preview", "--project", "nowhere.yaml")).stderr).to.equal(
        "nowhere.yaml: no such file; give the path of a Pulumi.yaml\n",
      );
      writeFileSync(file(), "a: [");
      expect((await runCli("preview", "--project", file())).stderr).to.match(/^\S+Other\.yaml: not YAML: /);
      writeFileSync(file(), "name: x\nconfig: [1]\n");
      expect((await runCli("preview", "--project", file())).stderr).to.include(
        "config: got [1]; write keys and values under it",
      );
    });
  });

  it("runs as an executable", () => {
    const stdout = execFileSync(process.execPath, ["bin/redoubt.js", "preview", "--stack", "global"], {
      encoding: "utf8",
      env: { ...process.env, CI: "", PULUMI_BACKEND_URL: "" },
      stdio: ["ignore", "pipe", "ignore"],
    });
    expect(stdout).to.match(/^not compared with what is deployed: no Pulumi CLI on PATH.*\n\nglobal: /);
  });

  describe("with the Pulumi CLI on PATH", () => {
    const project = writeProject();
    const { CI, PULUMI_BACKEND_URL } = process.env;
    before(() => {
      delete process.env.CI;
      delete process.env.PULUMI_BACKEND_URL;
    });
    after(() => {
      Object.assign(process.env, { ...(CI && { CI }), ...(PULUMI_BACKEND_URL && { PULUMI_BACKEND_URL }) });
    });

    it("uses the engine when it is available", async () => {
      await withFakePulumi({ stacks: { global: 1, prod: 1, dr: 1, edge: 1 } }, async (commands) => {
        const { stdout, exitCode } = await runCli("preview", "--project", project);
        expect(exitCode).to.equal(0);
        expect(stdout).to.match(/^preview\n {2}global {2}succeeded/);
        expect(commands()).to.include("preview edge");
      });
    });

    it("previews in process, and says why, when the state backend does not answer", async () => {
      await withFakePulumi({ answers: { "stack ls": { code: 1, stderr: "error: no login" } } }, async () => {
        const { stdout } = await runCli("preview", "--stack", "global", "--project", project);
        expect(stdout).to.match(
          /^not compared with what is deployed: state backend: no login.*previewed in this process/,
        );
        expect(stdout).to.match(/^global: \d+ resources/m);
      });
    });

    it("fails where the engine was asked for and cannot be used", async () => {
      await withFakePulumi({ answers: { "stack ls": { code: 1, stderr: "error: no login" } } }, async () => {
        const { stdout, stderr, exitCode } = await runCli("preview", "--policy-pack", "policy", "--project", project);
        expect({ stdout, exitCode }).to.deep.equal({ stdout: "", exitCode: 1 });
        expect(stderr).to.match(
          /^state backend: no login.*; --policy-pack requires the engine; redoubt preview --in-process/,
        );
      });
    });

    it("refuses a policy pack that does not exist", async () => {
      const { stderr, exitCode } = await runCli("preview", "--policy-pack", "nothing", "--project", project);
      expect({ stderr, exitCode }).to.deep.equal({
        stderr: "--policy-pack: got nothing, which has no PulumiPolicy.yaml; name the folder of a policy pack\n",
        exitCode: 1,
      });
    });
  });
});
