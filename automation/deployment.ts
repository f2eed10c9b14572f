import { dirname, resolve } from "node:path";
import { z } from "zod";
import type { RedoubtConfig } from "../config/parse";
import { GLOBAL_STACK, stackPlans } from "../config/topology";
import { UserError } from "../errors";
import { byRegion, type Deployment } from "../failover/deployment";
import { readProject } from "../preview/project";
import { deploymentOf } from "../stacks/failover-deployment";
import { parseOutputs } from "../stacks/outputs";
import { lastLine } from "./last-line";
import { configWithLost } from "./lost/setting";
import { type Outputs, readOutputsFile, withoutSecrets } from "./outputs";
import type { WorkspaceStatus } from "./status";

/** Where the configuration and the stacks' outputs are read from. */
export interface DeploymentOptions {
  /**
   * Path of the project's Pulumi.yaml.
   * @default "Pulumi.yaml"
   */
  readonly project?: string;
  /**
   * Path of a file with the output of `redoubt status --json`, or with outputs by stack.
   * @default the outputs are read from the state backend through the Pulumi CLI
   */
  readonly outputs?: string;
  /**
   * Regions that are lost: nothing calls them.
   * @default those in the configuration
   */
  readonly lost?: readonly string[];
  /**
   * URL of the edge.
   * @default https:// and the configured domain
   */
  readonly url?: string;
}

/** A deployed system with the configuration that it was deployed from. */
export interface DeployedSystem {
  readonly config: RedoubtConfig;
  readonly deployment: Deployment;
  /** ARN of each region's certificate for its load balancers. Only preflight uses them. */
  readonly certificateArns: Readonly<Record<string, string>>;
  /** ARN of each region's bucket. Only preflight uses them. */
  readonly bucketArns: Readonly<Record<string, string>>;
}

/** A failover does not need these outputs, so a missing one is no error here. */
const preflightOutputs = z.object({ bucketArns: byRegion.default({}), certificateArns: byRegion.default({}) });

/**
 * Reads the configuration and the stacks' outputs. Makes no call to AWS: outputs are in the state backend, or in a file.
 * @throws UserError when either cannot be read, or the global stack was never deployed
 */
export async function readDeployment({
  project: file = "Pulumi.yaml",
  outputs,
  lost,
  url,
}: DeploymentOptions): Promise<DeployedSystem> {
  const project = readProject(file);
  const config = configWithLost(project, lost);
  const wanted = stackPlans(config)
    .filter(({ kind }) => kind !== "edge")
    .map(({ stack }) => stack);
  const byStack = outputs === undefined ? await outputsFromBackend(file, wanted) : outputsFromFile(outputs, wanted);
  const deployment = deploymentOf(config, project.name, byStack);
  return {
    config,
    deployment: url === undefined ? deployment : { ...deployment, url },
    ...parseOutputs(GLOBAL_STACK, preflightOutputs, byStack[GLOBAL_STACK]),
  };
}

/** Reads outputs by stack, or the output of `redoubt status --json`, which contains them. */
function outputsFromFile(file: string, wanted: readonly string[]): Record<string, Outputs> {
  const value = readOutputsFile(file);
  const { stacks } = value as Partial<WorkspaceStatus>;
  const byStack = Array.isArray(stacks)
    ? Object.fromEntries((stacks as WorkspaceStatus["stacks"]).map((entry) => [entry?.stack, entry?.outputs]))
    : (value as Record<string, Outputs>);
  if (!wanted.some((stack) => typeof byStack[stack] === "object")) {
    throw new UserError(
      `--outputs: ${file}: has no outputs of ${wanted.join(", ")}; give the output of redoubt status --json of this project`,
    );
  }
  return byStack;
}

async function outputsFromBackend(file: string, stacks: readonly string[]): Promise<Record<string, Outputs>> {
  // Loaded on demand: it loads slowly, and an outputs file does not need it.
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
        ? "pulumi: not found on PATH; install the Pulumi CLI, or give the stacks' outputs with --outputs"
        : `stack outputs: ${lastLine(error)}; log in with pulumi login (docs/state.md), or give them with --outputs`,
    );
  }
}
