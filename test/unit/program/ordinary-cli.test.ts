import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { expect } from "chai";
import { parse } from "yaml";

const root = join(__dirname, "../../..");
const projects = ["Pulumi.yaml", "local/Pulumi.yaml", "examples/replicated-bucket/Pulumi.yaml"];

/** What Pulumi's language host does with a TypeScript program, short of an engine: ts-node, by the project's tsconfig. */
const load = `
const { tsnodeRequire, typescriptRequire } = require("@pulumi/pulumi/tsutils").typeScriptRequireStrings();
const [tsconfig, program] = process.argv.slice(1);
require(tsnodeRequire).register({ compiler: typescriptRequire, transpileOnly: true, project: tsconfig, compilerOptions: {} });
const exported = require(require("node:path").resolve(program));
process.stdout.write(typeof exported);
`;

describe("all stacks: the ordinary Pulumi CLI", () => {
  for (const file of projects) {
    const { main, runtime } = parse(readFileSync(join(root, file), "utf8"));

    it(`runs the program that ${file} names, because package.json exports the library`, () => {
      expect(basename(String(main))).to.equal("index.ts");
      const { noCheck, rootDir } = JSON.parse(
        readFileSync(join(root, dirname(file), dirname(main), runtime.options.tsconfig), "utf8"),
      ).compilerOptions;
      // npm run check type-checks; TypeScript 6 does not infer rootDir.
      expect({ noCheck, rootDir }).to.deep.equal({ noCheck: true, rootDir: "." });
    });
  }

  it("loads the program from its sources, without a build", () => {
    const { main, runtime } = parse(readFileSync(join(root, "Pulumi.yaml"), "utf8"));
    // Excluded from coverage, whose lines would be those of ts-node's output.
    const env = { ...process.env, NODE_V8_COVERAGE: "" };
    const loaded = execFileSync(process.execPath, ["--eval", load, runtime.options.tsconfig, main], {
      cwd: root,
      encoding: "utf8",
      env,
    });
    expect(loaded).to.equal("function");
  });
});
