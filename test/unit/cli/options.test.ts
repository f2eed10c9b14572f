import { expect } from "chai";
import { joinRegions } from "../../../cli/options";
import { runCli } from "../../support/run-cli";

describe("options of the command line", () => {
  it("take regions joined by commas, as separate values, or both", () => {
    expect(
      ["us-east-1, us-west-1", "eu-west-1,"].reduce<string[]>((all, each) => joinRegions(each, all), []),
    ).to.deep.equal(["us-east-1", "us-west-1", "eu-west-1"]);
  });

  it("take regions joined by commas in every command that takes several", async () => {
    const joined = "us-east-1,us-moon-1";
    for (const args of [
      ["prices", "--regions", joined],
      ["preview", "--in-process", "--lost", joined],
      ["lease", "move", "--yes", "--regions", `${joined},us-west-2`],
    ]) {
      const { stderr, exitCode } = await runCli(...args);
      expect(exitCode, args.join(" ")).to.equal(1);
      expect(stderr, args.join(" ")).to.match(/(--regions|lost\[1\]|secondLeaseTable\.regions\[1\]): got us-moon-1; /);
    }
  });

  for (const [one, other, ...args] of [
    ["--all-regions", "--regions", "prices", "--all-regions", "--regions", "us-east-1"],
    ["--json", "--format", "check", "--json", "--format", "sarif", "package.json"],
    ["--format", "--compare", "report", "--format", "svg", "--compare", "report.json"],
    ["--format", "--out", "report", "--format", "svg", "--out", "elsewhere"],
    ["--in-process", "--policy-pack", "preview", "--in-process", "--policy-pack", "policy"],
    ["--json", "--policy-pack", "preview", "--json", "--policy-pack", "policy"],
    ["--json", "--tree", "preview", "--json", "--tree"],
  ] as const) {
    it(`are refused where one would be ignored: redoubt ${args.join(" ")}`, async () => {
      const { stdout, stderr, exitCode } = await runCli(...args);
      expect(exitCode).to.be.greaterThan(0);
      expect(stdout).to.equal("");
      expect(stderr).to.match(new RegExp(`^error: option '${one}\\b.* cannot be used with option '${other}\\b`));
    });
  }

  it("are refused where a scenario of the drill would be ignored", async () => {
    const { stderr, exitCode } = await runCli("drill", "--all", "switchover");
    expect({ stderr, exitCode }).to.deep.equal({
      stderr: "drill: got --all and switchover; use one of them\n",
      exitCode: 1,
    });
  });
});
