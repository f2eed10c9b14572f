import { expect } from "chai";
import { useDeployedProject, withoutTerminal } from "../../../support/deployed-project";
import { runCli } from "../../../support/run-cli";

/** The commands failover, switchover, rehearse, failback and preflight, up to the point where AWS is called. */
describe("failover commands", () => {
  const files = useDeployedProject();
  withoutTerminal();
  const location = () => ["--outputs", files.outputs, "--project", files.project];

  for (const command of ["failover", "switchover", "rehearse"]) {
    it(`redoubt ${command} names the regions when the target is unknown`, async () => {
      expect(await runCli(command, "--to", "mars-1", ...location(), "--yes")).to.deep.equal({
        stdout: "",
        stderr: "--to: got mars-1, which is not in the topology; name one of us-east-1, us-west-1\n",
        exitCode: 1,
      });
    });
  }

  for (const command of ["failover", "switchover", "rehearse", "failback"]) {
    it(`redoubt ${command} refuses a region that is not deployed`, async () => {
      const { stderr, exitCode } = await runCli(command, "--to", "us-east-1", ...location(), "--yes");
      expect(exitCode).to.equal(1);
      expect(stderr).to.match(/^region us-east-1: /);
    });
  }

  it("redoubt preflight refuses a region that is not in the topology", async () => {
    const { stderr, exitCode } = await runCli("preflight", "--to", "mars-1", ...location());
    expect({ stderr, exitCode }).to.deep.equal({
      stderr: "region mars-1: not deployed; deployed are us-east-1, us-west-1\n",
      exitCode: 1,
    });
  });
});
