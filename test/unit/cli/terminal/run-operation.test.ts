import { expect } from "chai";
import type { OperationResult, WorkspaceEvent } from "../../../../automation";
import { Run } from "../../../../automation/run";
import { runOperation } from "../../../../cli/terminal/run-operation";
import { logged, withFakePulumi } from "../../../support/fake-pulumi";
import { writeProject } from "../../../support/project";
import { captured, runCli } from "../../../support/run-cli";

describe("cli/terminal/run-operation", () => {
  const project = writeProject();

  it("prints only the summary on standard output", async () => {
    await withFakePulumi({}, async () => {
      const { stdout, stderr, exitCode } = await runCli("up", "--stack", "prod", "--project", project, "--json");
      expect(exitCode).to.equal(0);
      expect(JSON.parse(stdout)).to.deep.include({ operation: "up", succeeded: true });
      expect(stderr).to.include("[prod] started");
    });
  });

  it("exits with 1 when a stack fails", async () => {
    const answers = { "refresh prod": { code: 1, stderr: "error: no such role" } };
    await withFakePulumi({ stacks: { prod: 1 }, answers }, async () => {
      const { stdout, exitCode } = await runCli("refresh", "--stack", "prod", "--project", project);
      expect(exitCode).to.equal(1);
      expect(stdout).to.include("prod: no such role");
    });
  });

  it("exits with 130 on an interrupt, and passes it on to the running stack", async () => {
    await withFakePulumi({ answers: { "up prod": { hold: true } } }, async (commands) => {
      const running = runCli("up", "--stack", "prod", "--project", project);
      await logged(commands, "held");
      process.emit("SIGINT");
      const { exitCode, stderr, stdout } = await running;
      expect(exitCode).to.equal(130);
      expect(stderr).to.include("cancelling: waiting for the changes that have started");
      expect(stdout).to.include("prod  cancelled");
    });
  });

  it("ignores interrupts again after the operation", async () => {
    const before = process.listenerCount("SIGINT");
    const result: OperationResult = { operation: "up", succeeded: true, stacks: [] };
    const start = () => new Run<OperationResult, WorkspaceEvent>(async () => result);
    const { exitCode } = await captured(() => runOperation(start, { project, json: true }));
    expect([exitCode, process.listenerCount("SIGINT")]).to.deep.equal([0, before]);
  });
});
