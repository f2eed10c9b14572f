import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { installedPackage } from "./installed-package";

/** Uses every entry point, with types. */
const PROGRAM = `
import { MultiRegionBucket, type MultiRegionBucketArgs } from "pulumi-redoubt";
import { preview, type OperationResult } from "pulumi-redoubt/automation";
import { definePolicy } from "pulumi-redoubt/policy";
export const component: new (name: string, args: MultiRegionBucketArgs) => MultiRegionBucket = MultiRegionBucket;
export const summary = async (): Promise<OperationResult> => preview({ stack: "global" });
export const names: string[] = [definePolicy.name, MultiRegionBucket.name];
`;

/** The tsconfig of `pulumi new aws-typescript` (pulumi/templates), which checks declaration files too. */
const PULUMI_NEW = {
  strict: true,
  outDir: "bin",
  target: "es2020",
  module: "commonjs",
  moduleResolution: "node",
  sourceMap: true,
  experimentalDecorators: true,
  pretty: true,
  noFallthroughCasesInSwitch: true,
  noImplicitReturns: true,
  forceConsistentCasingInFileNames: true,
};
/** What TypeScript 6 requires in addition: it no longer includes every @types package, and moduleResolution node is deprecated. */
const TYPESCRIPT_6 = { ignoreDeprecations: "6.0", types: ["node"], rootDir: "." };
/** Without a check of the declaration files, which takes 20 seconds. */
const QUICK = { strict: true, types: ["node"], skipLibCheck: true };

const CONSUMERS: readonly (readonly [title: string, type: string, options: object])[] = [
  ["a program of pulumi new aws-typescript", "commonjs", { ...PULUMI_NEW, ...TYPESCRIPT_6 }],
  ["CommonJS under node16", "commonjs", { module: "node16", target: "es2022", ...QUICK }],
  ["ESM under nodenext", "module", { module: "nodenext", target: "es2023", ...QUICK }],
  ["a bundler", "module", { module: "esnext", moduleResolution: "bundler", target: "es2022", ...QUICK }],
];

/** What only a checkout has: the model that shows that the protocol is safe. */
const OF_THE_CHECKOUT = ["test/model/README.md"];

describe("package", () => {
  let folder: string;
  const run = (command: string, ...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: "utf8" });
    if (status !== 0) throw new Error(`${command} ended with ${status}:\n${stdout}${stderr}`);
    return stdout;
  };

  before(() => {
    folder = installedPackage();
  });
  after(() => rmSync(folder, { recursive: true }));

  for (const [title, type, compilerOptions] of CONSUMERS) {
    it(`has types for every entry point: ${title}`, () => {
      const project = join(folder, title.replaceAll(" ", "-"));
      mkdirSync(project);
      writeFileSync(join(project, "package.json"), JSON.stringify({ type }));
      writeFileSync(join(project, "index.ts"), PROGRAM);
      writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["index.ts"] }));
      run("node_modules/.bin/tsc", "-p", project, "--noEmit");
    });
  }

  it("compiles the example of a program that uses the components", () => {
    copyFileSync("examples/replicated-bucket/index.ts", join(folder, "index.ts"));
    const compilerOptions = { ...PULUMI_NEW, ...TYPESCRIPT_6, esModuleInterop: true, noEmit: true, skipLibCheck: true };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["index.ts"] }));
    run("node_modules/.bin/tsc", "-p", ".");
  });

  it("is loaded with require and with import", () => {
    const names = ["RegionalTier", "ReplicatedDatabase", "EdgeDistribution", "MultiRegionBucket"];
    const required = run("node", "-p", 'Object.keys(require("pulumi-redoubt")).join(" ")').trim().split(" ");
    expect(required).to.include.members(names);
    const source = `import { ${names} } from "pulumi-redoubt"; import { deploy } from "pulumi-redoubt/automation";
      import { definePolicy } from "pulumi-redoubt/policy"; console.log(typeof deploy, typeof definePolicy, ${names[0]}.name);`;
    expect(run("node", "--input-type=module", "-e", source).trim()).to.equal("function function RegionalTier");
  });

  it("runs as a command, and prints nothing of the AWS SDK about this version of Node.js", () => {
    expect(run("node", "node_modules/pulumi-redoubt/bin/redoubt.js", "--help")).to.include("Usage: redoubt");
    const source = `const { ec2Client } = require("./node_modules/pulumi-redoubt/dist/failover/adapters/aws/clients/ec2");
      process.on("warning", (warning) => console.log(warning.message)); ec2Client("us-east-1");`;
    expect(run("node", "-e", source)).to.equal("");
  });

  it("holds no sources, tests or settings of the project", () => {
    expect(readdirSync(join(folder, "node_modules/pulumi-redoubt")).sort()).to.deep.equal([
      "CHANGELOG.md",
      "LICENSE",
      "PulumiPlugin.yaml",
      "README.md",
      "bin",
      "dist",
      "docs",
      "failover",
      "package.json",
      "policy",
      "readiness",
    ]);
  });

  it("has the pages, diagrams and schemas to which its pages on operation link", () => {
    const root = join(folder, "node_modules/pulumi-redoubt");
    const pages = [
      "failover",
      "lost-region",
      "recovery-time",
      "report",
      "state",
      "teardown",
      "troubleshooting",
      "upgrade",
    ];
    const files = [...pages.map((name) => `docs/${name}.md`), "failover/README.md"];
    const links = files.flatMap((file) =>
      [...readFileSync(join(root, file), "utf8").matchAll(/\]\((?!https?:)([^)#\s]+)/g)].map(([, link = ""]) =>
        join(dirname(file), link),
      ),
    );
    expect(links).to.include.members(["failover/README.md", "readiness/schema.json"]);
    const missing = links.filter((link) => !existsSync(join(root, link)));
    expect([...new Set(missing)].sort()).to.deep.equal(OF_THE_CHECKOUT);
  });
});
