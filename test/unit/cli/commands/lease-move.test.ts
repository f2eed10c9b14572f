import { expect } from "chai";
import { writeProject } from "../../../support/project";
import { runCli } from "../../../support/run-cli";

const regions = ["eu-west-1", "eu-west-2", "eu-west-3"];

describe("redoubt lease move", () => {
  it("records the other table, and says what to do next", async () => {
    const project = writeProject();
    const { stderr, stdout } = await runCli("lease", "move", "--regions", ...regions, "--yes", "--project", project);
    expect(stderr).to.match(/^prepare the move of the lease to eu-west-1, eu-west-2, eu-west-3/);
    expect(stdout).to.equal(
      "prepared: redoubt-lease to redoubt-lease-g2\nnext: redoubt up, then the same command again\n",
    );
  });

  it("needs regions or --cancel, and not both", async () => {
    const project = writeProject();
    const errorOf = async (...args: string[]) => (await runCli("lease", "move", ...args, "--project", project)).stderr;
    expect(await errorOf()).to.equal("lease move: --regions is missing; name three regions, or use --cancel\n");
    expect(await errorOf("--cancel")).to.equal("--cancel: the lease is not being moved\n");
    expect(await errorOf("--cancel", "--regions", ...regions)).to.match(/--cancel.*cannot be used with.*--regions/);
  });

  it("refuses while two of the lease's regions are lost", async () => {
    const project = writeProject();
    const lost = ["--lost", "us-east-2", "us-west-2"];
    const { exitCode, stderr } = await runCli("lease", "move", "--regions", ...regions, ...lost, "--project", project);
    expect(exitCode).to.equal(1);
    expect(stderr).to.match(/^lease: us-east-2 and us-west-2 are lost, two of the table's three regions/);
  });
});
