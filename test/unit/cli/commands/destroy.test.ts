import { expect } from "chai";
import { withFakePulumi } from "../../../support/fake-pulumi";
import { writeProject } from "../../../support/project";
import { runCli } from "../../../support/run-cli";

describe("redoubt destroy", () => {
  const project = writeProject();

  it("deletes nothing without confirmation, or while the resources are protected", async () => {
    await withFakePulumi({}, async (commands) => {
      const { stderr, exitCode } = await runCli("destroy", "--project", project);
      expect([exitCode, stderr.includes("--yes")]).to.deep.equal([1, true]);
      const confirmed = await runCli("destroy", "--yes", "--project", project);
      expect(confirmed.stderr).to.include("redoubt:protect: false");
      expect(commands().filter((line) => line.startsWith("destroy"))).to.deep.equal([]);
    });
  });
});
