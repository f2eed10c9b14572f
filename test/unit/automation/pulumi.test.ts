import { readdirSync } from "node:fs";
import { expect } from "chai";
import { requirePulumi } from "../../../automation/pulumi";
import { logged, withFakePulumi } from "../../support/fake-pulumi";
import { temporaryFolder } from "../../support/temporary-folder";

describe("automation/pulumi", () => {
  const { TMPDIR } = process.env;
  const folder = temporaryFolder("cli-output");
  beforeEach(() => {
    process.env.TMPDIR = folder;
  });
  afterEach(() => {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  });
  const environment = {};

  /** Without the folder of the fake CLI. */
  const left = () => readdirSync(folder).filter((name) => !name.startsWith("redoubt-pulumi-fake"));

  it("leaves no file behind when it succeeds, and none when it is killed while the CLI runs", async () => {
    await withFakePulumi(
      { answers: { "up prod": { stdout: "done\n", stderr: "warning\n" }, "up dr": { hold: true } } },
      async (commands) => {
        const pulumi = await requirePulumi();
        const { stdout, stderr } = await pulumi.run(["up", "--stack", "prod"], folder, environment);
        expect([stdout, stderr]).to.deep.equal(["done\n", "warning\n"]);
        const abort = new AbortController();
        const running = pulumi.run(["up", "--stack", "dr"], folder, environment, undefined, undefined, abort.signal);
        await logged(commands, "held");
        // What is there now stays when this process is killed.
        expect(left()).to.deep.equal([]);
        abort.abort();
        expect(await running.catch((error: Error) => error.name)).to.equal("CommandError");
      },
    );
    expect(left()).to.deep.equal([]);
  });

  it("removes its files when the CLI cannot be started", async () => {
    await withFakePulumi({}, async () => {
      const pulumi = await requirePulumi();
      const error = await pulumi.run(["up"], "/nowhere", environment).catch((reason: Error) => reason);
      expect(error).to.be.an("error");
      expect(left()).to.deep.equal([]);
    });
  });
});
