import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  SFNClient,
  StartExecutionCommand,
} from "@aws-sdk/client-sfn";
import { type StepPermissionsArgs, stepPermissions } from "../../components/failover/step-permissions";
import { TAG_KEYS } from "../../config/tags";
import { bundleFunction } from "../../failover/bundle";
import { controllerDefinition } from "../../failover/controller/definition";
import type { ControllerEnvironment } from "../../failover/controller/environment";
import type { Deployment } from "../../failover/deployment";
import type { FailoverRequest } from "../../failover/protocol/types";
import { systemClock } from "../../failover/run/system-clock";
import { callLocalAws } from "./call";
import { accountId, standby } from "./deployment";
import { createRole } from "./identity";

/** Settings without pauses between polls, because the local AWS advances with each call. */
export function quick({ settings }: Deployment): Deployment["settings"] {
  return {
    ...settings,
    timing: { promote: { pollSeconds: 0 }, "raise-capacity": { pollSeconds: 0 }, "switch-routes": { pollSeconds: 0 } },
  };
}

/** Runs one execution of the controller's state machine. */
export async function controller(deployment: Deployment, request: FailoverRequest) {
  const client = new SFNClient({ region: standby });
  const stateMachineArn = await createStateMachine(deployment);
  const { executionArn } = await client.send(
    new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(request) }),
  );
  for (;;) {
    const { status, output, error, cause } = await client.send(new DescribeExecutionCommand({ executionArn }));
    if (status !== "RUNNING") return { status, error, cause, summary: output && JSON.parse(output) };
    await systemClock.sleep(500);
  }
}

/** Deploys the controller's function and state machine as FailoverController does. */
export async function createStateMachine(deployment: Deployment): Promise<string> {
  const settings = quick(deployment);
  const functionArn = await createFunction({ ...deployment, settings });
  const { stateMachineArn } = await new SFNClient({ region: standby }).send(
    new CreateStateMachineCommand({
      name: `failover-${deployment.leaseTableName}`,
      definition: JSON.stringify(controllerDefinition(functionArn, settings.timing)),
      roleArn: "arn:aws:iam::123456789012:role/controller",
    }),
  );
  return stateMachineArn ?? "";
}

async function createFunction(deployment: Deployment): Promise<string> {
  const environment: ControllerEnvironment = { REDOUBT_DEPLOYMENT: JSON.stringify(deployment), REDOUBT_HOME: standby };
  const name = `step-${deployment.leaseTableName}`;
  const answer = await callLocalAws(
    "POST",
    "/2015-03-31/functions",
    `lambda/${standby}`,
    JSON.stringify({
      FunctionName: name,
      Runtime: "nodejs22.x",
      Architectures: ["arm64"],
      Handler: "index.step",
      Role: await createRole(name, stepPermissions(permissionsOf(deployment))),
      Timeout: 90,
      Code: { ZipFile: (await zipped()).toString("base64") },
      Environment: { Variables: environment },
    }),
  );
  return JSON.parse(answer).FunctionArn;
}

/** What the stacks pass to the standby's controller. */
function permissionsOf(deployment: Deployment): StepPermissionsArgs {
  const { leaseRegions, leaseTableName, regions } = deployment;
  const arn = (service: string, region: string, resource: string) =>
    `arn:aws:${service}:${region}:${accountId}:${resource}`;
  return {
    region: standby,
    accountId,
    deployment,
    leaseTableArns: Object.fromEntries(
      leaseRegions.map((region) => [region, arn("dynamodb", region, `table/${leaseTableName}`)]),
    ),
    tags: { [TAG_KEYS.project]: deployment.project },
    databaseArn: arn("rds", standby, `db:${regions[standby]?.resources?.databaseIdentifier}`),
  };
}

/** The bundle as a zip archive for Lambda. */
async function zipped(): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), "redoubt-bundle-"));
  try {
    copyFileSync(await bundleFunction("controller/step"), join(folder, "index.js"));
    execFileSync("python3", ["-m", "zipfile", "-c", "bundle.zip", "index.js"], { cwd: folder });
    return readFileSync(join(folder, "bundle.zip"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
