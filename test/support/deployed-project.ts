import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { parseConfig, type RedoubtConfig } from "../../config/parse";
import { UserError } from "../../errors";
import { readProject } from "../../preview/project";

/** Outputs by stack of a deployed system with a complete standby; the active region's outputs are not needed. */
export const stackOutputs = {
  global: {
    accessPointArn: "arn:aws:s3::123456789012:accesspoint/point.mrap",
    certificateArns: { "us-west-1": "arn:certificate" },
    leaseTableName: "lease",
    secretArns: { "us-west-1": "arn:secret" },
    routingStoreArn: "arn:store",
    sentinelFunctionName: "sentinel",
  },
  dr: {
    alarmTopicArn: "arn:topic",
    databaseIdentifier: "tier-database-us-west-1-g1",
    groups: [
      { name: "web", active: { minimum: 2, desired: 4 } },
      { name: "application", active: { minimum: 2, desired: 4 } },
    ],
  },
};

/** The shipped Pulumi.yaml and a file of outputs, in a folder that is created anew for each test. Call it inside `describe`. */
export function useDeployedProject() {
  const files = {
    folder: "",
    project: "",
    outputs: "",
    writeOutputs: (value: object) => writeFileSync(files.outputs, JSON.stringify(value)),
    text: () => readFileSync(files.project, "utf8"),
    config: (): RedoubtConfig => parseConfig(readProject(files.project).config()),
  };
  beforeEach(() => {
    files.folder = mkdtempSync(join(tmpdir(), "redoubt-deployed-"));
    files.project = join(files.folder, "Pulumi.yaml");
    files.outputs = join(files.folder, "outputs.json");
    copyFileSync("Pulumi.yaml", files.project);
    files.writeOutputs(stackOutputs);
  });
  afterEach(() => rmSync(files.folder, { recursive: true }));
  return files;
}

/** Standard input is not a terminal, even when the tests run at one. Call it inside `describe`. */
export function withoutTerminal(): void {
  const { isTTY } = process.stdin;
  before(() => {
    process.stdin.isTTY = false;
  });
  after(() => {
    process.stdin.isTTY = isTTY;
  });
}

/** The message of the UserError that the work ends with. */
export async function userErrorOf(work: () => unknown): Promise<string> {
  const error = await Promise.resolve()
    .then(work)
    .then(
      () => expect.fail("expected a UserError, but it succeeded"),
      (reason: unknown) => reason,
    );
  expect(error).to.be.instanceOf(UserError);
  return (error as UserError).message;
}
