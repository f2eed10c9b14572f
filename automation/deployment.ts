import { existsSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { z } from "zod";
import type { DeploymentFlags } from "../cli/commands/run-options";
import { parseConfig, type RedoubtConfig } from "../config/parse";
import { globalStack, stackPlans } from "../config/topology";
import { UserError } from "../errors";
import { byRegion, type Deployment } from "../failover/deployment";
import { readProject } from "../preview/project";
import { deploymentOf } from "../stacks/failover-deployment";
import { parseOutputs } from "../stacks/outputs";
import { type Outputs, withoutSecrets } from "./outputs";
import type { WorkspaceStatus } from "./status";

/** Certificates matter to preflight alone: a failover does not need them. */
const certificates = z.object({ certificateArns: byRegion.default({}) });

/** What is deployed, with the configuration that it was deployed from. */
export interface Deployed {
  readonly config: RedoubtConfig;
  readonly deployment: Deployment;
  /** ARN of each region's certificate for its load balancers. */
  readonly certificateArns: Readonly<Record<string, string>>;
}

/**
 * Reads the configuration and the stacks' outputs. Nothing of AWS is asked: outputs lie in the state backend, or in a file.
 * @throws UserError when either can not be read, or the global stack was never deployed
 */
export async function readDeployment({ project: file, outputs, url }: DeploymentFlags): Promise<Deployed> {
  const project = readProject(file);
  const config = parseConfig(project.config());
  const wanted = stackPlans(config)
    .filter(({ kind }) => kind !== "edge")
    .map(({ stack }) => stack);
  const byStack = outputs === undefined ? await outputsOfEngine(file, wanted) : outputsOfFile(outputs);
  const deployment = deploymentOf(config, byStack);
  const { certificateArns } = parseOutputs(globalStack, certificates, byStack[globalStack]);
  return {
    config,
    deployment: url === undefined ? deployment : { ...deployment, url },
    certificateArns,
  };
}

/** Outputs by stack, or what `redoubt status --json` tells, in which they are. */
function outputsOfFile(file: string): Record<string, Outputs> {
  if (!existsSync(file)) {
    throw new UserError(`--outputs: ${file}: no such file; give what redoubt status --json told`);
  }
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new UserError(`--outputs: ${file}: not JSON: ${error instanceof Error ? error.message : error}`);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new UserError(
      `--outputs: ${file}: got no object; give what redoubt status --json told, or outputs by stack: {"global": {…}, "prod": {…}}`,
    );
  }
  const { stacks } = value as Partial<WorkspaceStatus>;
  if (!Array.isArray(stacks)) return value as Record<string, Outputs>;
  return Object.fromEntries((stacks as WorkspaceStatus["stacks"]).map(({ stack, outputs }) => [stack, outputs]));
}

async function outputsOfEngine(file: string, stacks: readonly string[]): Promise<Record<string, Outputs>> {
  // Loaded late: it is slow to load, and an outputs file needs none of it.
  const { LocalWorkspace } = require("@pulumi/pulumi/automation") as typeof import("@pulumi/pulumi/automation");
  try {
    const workspace = await LocalWorkspace.create({ workDir: resolve(dirname(file)) });
    const deployed = new Set((await workspace.listStacks()).map(({ name }) => name.split("/").at(-1)));
    const known = stacks.filter((stack) => deployed.has(stack));
    const outputs = await Promise.all(known.map((stack) => workspace.stackOutputs(stack)));
    return Object.fromEntries(outputs.map((map, index) => [known[index] ?? "", withoutSecrets(map)]));
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    throw new UserError(
      text.includes("ENOENT")
        ? "pulumi: not found on PATH; install the Pulumi CLI, or give the stacks' outputs by --outputs"
        : `stack outputs: ${text.split("\n").find((line) => line.trim() !== "")}; or give them by --outputs`,
    );
  }
}
