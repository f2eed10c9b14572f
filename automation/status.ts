import type { Stack } from "@pulumi/pulumi/automation";
import { leaseTableName } from "../config/naming";
import type { RedoubtConfig } from "../config/parse";
import { GLOBAL_STACK } from "../config/topology";
import { UserError } from "../errors";
import { type Project, readProject } from "../preview/project";
import type { LiveLease } from "../stacks/update-guard";
import { lastLine } from "./last-line";
import type { AbandonedStatus } from "./lost/abandoned-status";
import { configWithLost } from "./lost/setting";
import { masked, readOutputsFile } from "./outputs";
import type { ObjectCopy } from "./replicate/replicate";
import type { RunStatus } from "./runs/run-status";
import type { ProjectWorkspace } from "./workspace";

export interface WorkspaceStatus {
  /** The active region in Pulumi.yaml. */
  readonly declaredActive: string;
  /** The lease; null when nothing is deployed, the reason as text when it cannot be read. */
  readonly live: LiveLease | string | null;
  /** Regions that are lost: nothing of them was read. */
  readonly lost: readonly string[];
  /** What to do about regions that do not answer and are not named as lost. */
  readonly unanswered: readonly string[];
  /** Abandoned regions, with what was found there. */
  readonly abandoned: readonly AbandonedStatus[];
  /** The run that holds the lease; null when there was none, the reason as text when it cannot be read. */
  readonly run: RunStatus | string | null;
  /** Jobs that replicate the objects that a region's bucket had before (`redoubt replicate`). */
  readonly objectCopies: readonly ObjectCopy[];
  readonly stacks: readonly StackStatus[];
}

export interface StackStatus {
  readonly stack: string;
  readonly region: string | null;
  readonly role: "active" | "standby" | null;
  /** Null if the stack was never updated. */
  readonly lastUpdate: { readonly at: string; readonly kind: string; readonly result: string } | null;
  /** Number of resources in its state. */
  readonly resources: number;
  /** Whether an update is running. */
  readonly updating: boolean;
  /** Operations that an interrupted update left in the state; `redoubt refresh` clears them. */
  readonly pendingOperations: number;
  /** Secrets as "[secret]". */
  readonly outputs: Readonly<Record<string, unknown>>;
}

export interface StatusOptions {
  /**
   * Path of the project's Pulumi.yaml.
   * @default "Pulumi.yaml"
   */
  readonly project?: string;
  /**
   * Name of one stack.
   * @default all stacks
   */
  readonly stack?: string;
  /**
   * Path of a file with an earlier output of `redoubt status --json`: the stacks are shown as they were then, and the lease and the run
   * as they are now. Uses neither the Pulumi CLI nor its state.
   * @default the stacks are read from the state backend
   */
  readonly outputs?: string;
  /**
   * Regions that are lost: nothing of them is read.
   * @default those in the configuration
   */
  readonly lost?: readonly string[];
}

/**
 * Reads what is deployed from the state backend or a file, and the lease and the run from the lease table. Changes nothing.
 * @throws UserError when the configuration is invalid, the file cannot be read, or (EngineUnavailable) there is no usable engine
 */
export async function status(options: StatusOptions = {}): Promise<WorkspaceStatus> {
  const { project: file = "Pulumi.yaml", lost, outputs, stack } = options;
  if (outputs !== undefined) {
    const project = readProject(file);
    const recorded = stacksFromFile(outputs).filter((entry) => stack === undefined || entry.stack === stack);
    const config = configWithLost(project, lost);
    return { ...(await liveState(project, config)), objectCopies: await copiesOf(config, recorded), stacks: recorded };
  }
  const { ProjectWorkspace } = require("./workspace") as typeof import("./workspace");
  const workspace = await ProjectWorkspace.open(file, lost);
  const [live, stacks] = await Promise.all([
    liveState(workspace.project, workspace.config),
    deployedStacks(workspace, stack),
  ]);
  return { ...live, objectCopies: await copiesOf(workspace.config, stacks), stacks };
}

/** What the lease table has. */
async function liveState(
  project: Project,
  config: RedoubtConfig,
): Promise<Omit<WorkspaceStatus, "objectCopies" | "stacks">> {
  const { readLiveLease } = require("../stacks/live-state") as typeof import("../stacks/live-state");
  const { readRunStatus } = require("./runs/run-status") as typeof import("./runs/run-status");
  const tableName = leaseTableName(config.leaseGeneration, project.name);
  const reason = (error: unknown) => lastLine(error);
  const live = await readLiveLease(config, tableName, project.config()).then((lease) => lease ?? null, reason);
  const { leaseRegions, lost, regions } = config;
  // Without a lease there is no run; where it cannot be read, the run cannot be either.
  const run =
    live === null || typeof live === "string"
      ? live
      : await readRunStatus({ leaseTableName: tableName, leaseRegions: [...leaseRegions], lost, regions }).catch(
          reason,
        );
  const [abandoned, unanswered] = await Promise.all([abandonedRegions(config, project.name), offers(config, live)]);
  return { declaredActive: config.activeRegion, live, lost, unanswered, abandoned, run };
}

async function abandonedRegions(config: RedoubtConfig, project: string): Promise<AbandonedStatus[]> {
  if (Object.keys(config.abandoned).length === 0) return [];
  const { abandonedStatus } = require("./lost/abandoned-status") as typeof import("./lost/abandoned-status");
  return abandonedStatus(config, project);
}

async function offers(config: RedoubtConfig, live: WorkspaceStatus["live"]): Promise<string[]> {
  // Nothing is deployed.
  if (live === null) return [];
  const { lostOffer, silentRegions } = require("./lost/offer") as typeof import("./lost/offer");
  return (await silentRegions(config)).map((region) => lostOffer(region, config, "status"));
}

async function copiesOf(config: RedoubtConfig, stacks: readonly StackStatus[]): Promise<ObjectCopy[]> {
  const global = stacks.find(({ stack }) => stack === GLOBAL_STACK);
  if (global?.outputs?.batchReplicationRoleArns === undefined) return [];
  const { objectCopies } = require("./replicate/replicate") as typeof import("./replicate/replicate");
  return objectCopies(config, global.outputs);
}

/** The stacks in an earlier output of `redoubt status --json`. */
function stacksFromFile(file: string): readonly StackStatus[] {
  const { stacks } = readOutputsFile(file) as Partial<WorkspaceStatus>;
  if (Array.isArray(stacks)) return stacks;
  throw new UserError(`--outputs: ${file}: has no stacks; give the output of redoubt status --json`);
}

async function deployedStacks(workspace: ProjectWorkspace, name: string | undefined): Promise<StackStatus[]> {
  const stacks: StackStatus[] = [];
  for (const { stack, region = null, role = null } of workspace.select(name)) {
    const summary = workspace.summary(stack);
    const known = {
      stack,
      region,
      role,
      resources: summary?.resourceCount ?? 0,
      updating: summary?.updateInProgress ?? false,
    };
    const state = summary
      ? await stateOf(await workspace.stack(stack))
      : { lastUpdate: null, pendingOperations: 0, outputs: {} };
    stacks.push({ ...known, ...state });
  }
  return stacks;
}

async function stateOf(stack: Stack): Promise<Pick<StackStatus, "lastUpdate" | "pendingOperations" | "outputs">> {
  const [last] = await stack.history(1);
  const { deployment } = await stack.exportStack();
  const pending = (deployment as { pending_operations?: unknown[] } | undefined)?.pending_operations;
  return {
    lastUpdate: last ? { at: last.startTime.toISOString(), kind: last.kind, result: last.result } : null,
    pendingOperations: pending?.length ?? 0,
    outputs: masked(await stack.outputs()),
  };
}
