import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import { runCli } from "../../support/run-cli";
import { temporaryFolder } from "../../support/temporary-folder";

const folder = temporaryFolder("cli");
const file = join(folder, "file");
writeFileSync(file, "hello");

/** The last arguments of a command, with which it fails at a file; by default a project that is none. */
const LAST: Readonly<Record<string, string[]>> = { init: [file], drill: ["nothing"], check: [file] };

describe("redoubt", () => {
  it("prints its version", async () => {
    expect(await runCli("--version")).to.deep.include({ stdout: "0.1.0\n", exitCode: 0 });
  });

  const refused: readonly (readonly [args: string[], line: string])[] = [
    [["report", "--out", file], `--out: got ${file}, which is a file; name a folder`],
    [["report", "--compare", folder], `${folder}: is a folder`],
    [["drill", "--html", folder], `--html: got ${folder}, which is a folder; name a file`],
    [["preview", "--project", folder], `${folder}: is a folder; give the path of its file: ${folder}/Pulumi.yaml`],
    [["preflight", "--outputs", "package.json"], "--outputs: package.json: has no outputs of global, prod, dr; "],
    [["preflight", "--outputs", file], `--outputs: ${file}: not JSON`],
    [["check", folder], `${folder}: `],
  ];
  for (const [args, line] of refused) {
    it(`refuses ${args.join(" ").replaceAll(folder, "FOLDER")} in one line`, async () => {
      const { stderr, exitCode } = await runCli(...args);
      expect(exitCode).to.be.greaterThan(0);
      expect(stderr).to.match(/^[^\n]*\n$/);
      expect(stderr).to.include(line);
    });
  }

  it("answers every command line without a stack trace", async () => {
    // Commands that fail at a file before they reach a stack or an account.
    const command = fc.constantFrom("preview", "report", "check", "prices", "preflight", "init", "drill", "reprot", "");
    const flag = fc.constantFrom(
      "--project",
      "--out",
      "--stack",
      "--outputs",
      "--to",
      "--seed",
      "--format",
      "--regions",
      "--nothing",
    );
    const value = fc.oneof(fc.constantFrom(folder, file, join(file, "below"), "0", "-1"), fc.string());
    await fc.assert(
      fc.asyncProperty(command, fc.array(fc.tuple(flag, value), { maxLength: 3 }), async (name, flags) => {
        const fixed = LAST[name] ?? ["--project", file];
        const { stderr, exitCode } = await runCli(...(name ? [name] : []), ...flags.flat(), ...fixed);
        expect(exitCode, stderr).to.be.greaterThan(0);
        expect(stderr).to.not.match(/\n {4}at /);
      }),
      { numRuns: 100 },
    );
  });
});
