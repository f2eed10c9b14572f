import { resolve } from "node:path";
import { expect } from "chai";
import ts from "typescript";
import * as components from "../../../components";
import { docstringExamples } from "../../support/examples/docstrings";
import * as surroundings from "../../support/examples/surroundings";
import { runAlone } from "../../support/run-program";

/** The components that a program uses alone. */
const MAIN = ["EdgeDistribution", "MultiRegionBucket", "RegionalTier", "ReplicatedDatabase"];
const LONGEST_LINES = 10;

const examples = docstringExamples();
/** Where the compiler finds the examples; the file does not exist. */
const FILE = resolve(__dirname, "docstring-examples.ts");

/** The examples as one module, each in a block of its own. */
function moduleOf(): string {
  const names = (module: object) => Object.keys(module).join(", ");
  return [
    `import { ${names(components)} } from "../../../components";`,
    `import { ${names(surroundings)} } from "../../support/examples/surroundings";`,
    ...examples.map(({ code }, index) => `export const example${index} = () => {\n{\n${code}\n}\n};`),
  ].join("\n");
}

function compilerErrors(source: string): string[] {
  const { config } = ts.readConfigFile("tsconfig.json", ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ".");
  const strict = { ...options, noEmit: true, noUnusedLocals: false, incremental: false };
  const host = ts.createCompilerHost(strict);
  const { fileExists, getSourceFile, readFile } = host;
  host.fileExists = (path) => path === FILE || fileExists(path);
  host.readFile = (path) => (path === FILE ? source : readFile(path));
  host.getSourceFile = (path, version, ...rest) =>
    path === FILE ? ts.createSourceFile(path, source, version) : getSourceFile(path, version, ...rest);
  const program = ts.createProgram([FILE], strict, host);
  const file = program.getSourceFile(FILE);
  return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
    ({ messageText, start = 0 }) =>
      `line ${source.slice(0, start).split("\n").length}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`,
  );
}

/** Runs an example's code as a program. */
function run(code: string): Promise<unknown> {
  const { outputText } = ts.transpileModule(code, { compilerOptions: { target: ts.ScriptTarget.ES2022 } });
  const scope = { ...components, ...surroundings };
  const program = new Function(...Object.keys(scope), `{\n${outputText}\n}`);
  return runAlone(async () => {
    program(...Object.values(scope));
    return {};
  });
}

describe("examples in the components' docstrings", () => {
  it("exist for every component, with at most ten lines for one that is used alone", () => {
    const exported = Object.values(components).filter((value) => /^class /.test(String(value)));
    const documented = new Set(examples.map(({ component }) => component));
    expect([...documented]).to.have.members(exported.map(({ name }) => name));
    for (const component of MAIN) {
      const shortest = Math.min(
        ...examples.filter((each) => each.component === component).map(({ code }) => code.split("\n").length),
      );
      expect(shortest, component).to.be.at.most(LONGEST_LINES);
    }
  });

  it("compile", () => {
    expect(compilerErrors(moduleOf())).to.deep.equal([]);
  });

  for (const { code, title } of examples) {
    it(`run: ${title}`, async () => {
      await run(code);
    });
  }
});
