import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { PreviewDocument } from "../../preview/document";
import { installedPackage } from "./installed-package";

/** A hook for each kind of stack. */
const HOOKS = `
import * as aws from "@pulumi/aws";
import { redoubt } from "pulumi-redoubt/program";

export = redoubt({
  global: ({ config }) => ({ site: config.domain }),
  region: ({ region, provider, outputs }) => {
    const queue = new aws.sqs.Queue(\`jobs-\${region}\`, { sqsManagedSseEnabled: true, tags: { topic: outputs.alarmTopicArn } }, { provider });
    return { jobsQueueArn: queue.arn };
  },
});
`;

/** What Pulumi's language host does with a TypeScript program, short of an engine. */
const LOAD = `
const { tsnodeRequire, typescriptRequire } = require("@pulumi/pulumi/tsutils").typeScriptRequireStrings();
require(tsnodeRequire).register({ compiler: typescriptRequire, transpileOnly: true, project: "tsconfig.run.json", compilerOptions: {} });
process.stdout.write(typeof require("./index.ts"));
`;

describe("redoubt init of the package", () => {
  let folder: string;
  let project: string;
  const run = (command: string, ...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(command, args, { cwd: project, encoding: "utf8" });
    if (status !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${status}:\n${stdout}${stderr}`);
    return stdout;
  };
  const redoubt = (...args: string[]) => run("node", "node_modules/pulumi-redoubt/bin/redoubt.js", ...args);

  before(() => {
    folder = installedPackage();
    project = folder;
    redoubt("init", "shop", "--domain", "shop.example.com", "--regions", "eu-west-1,eu-central-1");
    project = join(folder, "shop");
    symlinkSync(join(folder, "node_modules"), join(project, "node_modules"));
  });
  after(() => rmSync(folder, { recursive: true }));

  it("makes a program that the Pulumi CLI can load, and that TypeScript accepts", () => {
    expect(run("node", "-e", LOAD)).to.equal("function");
    run("node_modules/.bin/tsc", "-p", ".");
  });

  it("makes a project whose preview has no mandatory violation", () => {
    const { stacks } = JSON.parse(redoubt("preview", "--json")) as PreviewDocument;
    expect(stacks.map(({ stack, region }) => `${stack} ${region}`)).to.deep.equal([
      "global null",
      "prod eu-west-1",
      "dr eu-central-1",
      "edge null",
    ]);
  });

  it("makes a project whose report links to files of the installed package", () => {
    redoubt("report", "--out", "report");
    const page = readFileSync(join(project, "report/index.html"), "utf8");
    const links = [...page.matchAll(/href="([^"#:]+)(?:#[^"]*)?"/g)].map(([, path = ""]) => path);
    expect(new Set(links)).to.not.be.empty;
    for (const link of new Set(links)) expect(existsSync(join(project, "report", link)), link).to.equal(true);
  });

  it("previews what the project's hooks add", () => {
    writeFileSync(join(project, "index.ts"), HOOKS);
    const { stacks } = JSON.parse(redoubt("preview", "--json")) as PreviewDocument;
    const queues = stacks.flatMap(({ resources }) =>
      resources.filter(({ name, type }) => type === "aws:sqs/queue:Queue" && name.startsWith("jobs")),
    );
    expect(queues.map(({ name, region }) => `${name} ${region}`)).to.deep.equal([
      "jobs-eu-west-1 eu-west-1",
      "jobs-eu-central-1 eu-central-1",
    ]);
    expect(stacks.map(({ outputs }) => ["site", "jobsQueueArn"].filter((key) => key in outputs).join())).to.deep.equal([
      "site",
      "jobsQueueArn",
      "jobsQueueArn",
      "",
    ]);
    run("node_modules/.bin/tsc", "-p", ".");
  });

  it("refuses a program that is not one of Redoubt in one line", () => {
    writeFileSync(join(project, "index.ts"), "export const answer = 42;");
    expect(() => redoubt("preview", "--in-process")).to.throw(
      `${join(project, "index.ts")}: exports no program of Redoubt; write: import { redoubt } from`,
    );
  });

  it("has a workflow that uses the installed package", () => {
    const workflow = readFileSync(join(project, ".github/workflows/redoubt-preview.yml"), "utf8");
    expect(workflow).to.include("npx redoubt preview").and.not.include("bin/redoubt.js");
  });
});
