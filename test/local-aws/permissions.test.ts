import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PromoteReadReplicaCommand, RDSClient } from "@aws-sdk/client-rds";
import { expect } from "chai";
import { Command } from "./command";
import { outputsOf, projectOf } from "./command-files";
import { deployWithApplication } from "./deployed-system";
import { standby } from "./deployment";
import { operatorKey, takeDenied } from "./identity";
import { createStateMachine } from "./state-machine";

describe("the documented policy of operators", () => {
  let folder: string;
  let system: Awaited<ReturnType<typeof deployWithApplication>>;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "redoubt-operator-"));
    system = await deployWithApplication();
  });
  afterEach(async () => {
    await system.application.stop();
    rmSync(folder, { recursive: true });
  });

  /** Runs commands with this policy alone, and returns what they were denied. */
  async function deniedIn(commands: readonly string[][], controller: boolean) {
    const { application, deployment } = system;
    const [project, outputs] = [join(folder, "Pulumi.yaml"), join(folder, "outputs.json")];
    writeFileSync(project, projectOf(deployment));
    const { dr, ...others } = outputsOf(deployment);
    const machine = controller && { failoverStateMachineArn: await createStateMachine(deployment) };
    writeFileSync(outputs, JSON.stringify({ ...others, dr: { ...dr, ...machine } }));
    const AWS_ACCESS_KEY_ID = await operatorKey(deployment.project);
    for (const command of commands) {
      const run = Command.with(
        { AWS_ACCESS_KEY_ID },
        ...command,
        ...["--project", project, "--outputs", outputs, "--url", application.url, "--json"],
      );
      const exitCode = await run.end();
      // The deployment has no agents and no certificates, which preflight reports.
      if (command[0] !== "preflight") expect(exitCode, `${command.join(" ")}: ${run.stderr}`).to.equal(0);
    }
    return takeDenied();
  }

  it("permits a preflight, a rehearsal and a failover in the command's own process", async () => {
    const commands = [["preflight"], ["rehearse", "--to", standby, "--yes"], ["failover", "--to", standby, "--yes"]];
    expect(await deniedIn(commands, false)).to.deep.equal([]);
  });

  it("permits a switchover that the controller carries out", async () => {
    expect(await deniedIn([["switchover", "--to", standby, "--yes"]], true)).to.deep.equal([]);
  });

  it("denies what it does not contain", async () => {
    const { regions } = system.deployment;
    const identifier = regions[standby]?.resources?.databaseIdentifier.replace("redoubt-database", "other") ?? "";
    const credentials = { accessKeyId: await operatorKey("redoubt"), secretAccessKey: "test" };
    const promotion = new RDSClient({ region: standby, credentials }).send(
      new PromoteReadReplicaCommand({ DBInstanceIdentifier: identifier }),
    );
    expect(await promotion.then(undefined, ({ name }: Error) => name)).to.equal("AccessDenied");
    const resource = `arn:aws:rds:${standby}:123456789012:db:${identifier}`;
    expect((await takeDenied()).map((one) => [one.action, one.resource])).to.deep.equal([
      ["rds:PromoteReadReplica", resource],
    ]);
  });
});
