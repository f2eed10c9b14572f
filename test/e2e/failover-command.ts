import { expect } from "chai";
import type { ApplicationServer } from "../local-aws/application-server";
import { Command } from "../local-aws/command";
import { operatorKey, takeDenied } from "../local-aws/identity";

/**
 * Runs a failover command on the deployed workspace with the documented policy of operators. The test application responds to its
 * probes.
 */
export async function runFailoverCommand(application: ApplicationServer, project: string, ...args: string[]) {
  const environment = {
    AWS_ACCESS_KEY_ID: await operatorKey("redoubt"),
    // The sentinels have no database here; the test answers for them. Only here, because an update creates functions.
    AWS_ENDPOINT_URL_LAMBDA: application.url,
    // The run is carried out in the command's own process; test:lost-region has the deployed state machine carry one out.
    AWS_ENDPOINT_URL_SFN: "http://127.0.0.1:9",
  };
  const options = ["--project", project, "--url", application.url, "--yes", "--json"];
  const command = Command.with(environment, ...args, ...options);
  expect(await command.end(), command.stderr).to.equal(0);
  expect(await takeDenied(), "calls that the documented policy does not allow").to.deep.equal([]);
  return { summary: JSON.parse(command.stdout), stderr: command.stderr };
}
