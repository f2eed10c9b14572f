import { expect } from "chai";
import { runCli } from "../../../support/run-cli";

describe("redoubt check", () => {
  const invalid: readonly (readonly [title: string, args: string[], line: string])[] = [
    ["an option that does not exist", ["--formt", "sarif"], "error: unknown option '--formt'"],
    [
      "a format that does not exist",
      ["--format", "xml"],
      "error: option '--format <format>' argument 'xml' is invalid.",
    ],
    ["a file that does not exist", ["nowhere.json"], "nowhere.json: no such file; give the path of an existing one\n"],
  ];
  for (const [title, args, line] of invalid) {
    it(`exits with 2 on ${title}, because 1 is for violations`, async () => {
      const { stdout, stderr, exitCode } = await runCli("check", ...args);
      expect({ stdout, exitCode }).to.deep.equal({ stdout: "", exitCode: 2 });
      expect(stderr).to.satisfy((text: string) => text.startsWith(line));
    });
  }

  it("exits with 0 after its help", async () => {
    expect(await runCli("check", "--help")).to.have.property("exitCode", 0);
  });
});
