import { dirname, resolve } from "node:path";
import { GLOBAL_STACK, type StackPlan } from "../config/topology";
import { UserError } from "../errors";
import { configurationFileBeside, requirePolicyPacks } from "../policy/configuration-file";
import type { Violation } from "../policy/violation";
import { type StackResult, unstarted, type WorkspaceEvent } from "./events";
import { previewInProcess } from "./in-process-preview";
import { lostRegionOf } from "./lost/stacks";
import { deleteRetired } from "./reconcile/retired-access-points";
import { Run } from "./run";
import { inOrder, reversed } from "./schedule";
import { type Operation, operateOnStack, type StackSettings, waitingForGlobal } from "./stack-operation";
import { ProjectWorkspace } from "./workspace";

export type { Operation };

export interface OperationOptions {
  /**
   * Path of the project's Pulumi.yaml.
   * @default "Pulumi.yaml"
   */
  readonly project?: string;
  /**
   * Name of one stack.
   * @default all stacks, each after those that it depends on
   */
  readonly stack?: string;
  /**
   * Folders of policy packs that the engine evaluates.
   * @default none
   */
  readonly policyPacks?: readonly string[];
  /**
   * JSON files with the configurations of the packs, one for each pack.
   * @default policy-config.json beside the project or in the working directory, if one exists
   */
  readonly policyPackConfigs?: readonly string[];
  /**
   * Regions that are lost: the operation completes without a call to them, and to IAM, Route 53 and CloudFront when us-east-1 is one of
   * them. What it could not read or change is in the results; an update that needs a lost region is refused before anything is changed.
   * @default those in the configuration
   */
  readonly lost?: readonly string[];
  /** Cancels the operation. Started changes end cleanly; no stack stays locked. */
  readonly signal?: AbortSignal;
}

/** The result of an operation, with one entry for each stack in the topology's order. */
export interface OperationResult {
  readonly operation: Operation;
  readonly succeeded: boolean;
  readonly stacks: readonly StackResult[];
}

/**
 * Shows what an update would do. A stack that was never deployed runs in this process with example outputs of the other stacks: all its
 * resources would be created. A deployed stack that reads one that is not deployed is reported as `waiting`.
 */
export function preview(options: OperationOptions = {}): Run<OperationResult, WorkspaceEvent> {
  return operate("preview", options);
}

/** Deploys the stacks. Stops after the first failure; call it again to continue. */
export function deploy(options: OperationOptions = {}): Run<OperationResult, WorkspaceEvent> {
  return operate("up", options);
}

/** Updates the state from AWS. Changes nothing in AWS. */
export function refresh(options: OperationOptions = {}): Run<OperationResult, WorkspaceEvent> {
  return operate("refresh", options);
}

/** Deletes all resources, in reverse order. Rejects with UserError while `redoubt:protect` is true. */
export function destroy(options: OperationOptions = {}): Run<OperationResult, WorkspaceEvent> {
  return operate("destroy", options);
}

function operate(operation: Operation, options: OperationOptions): Run<OperationResult, WorkspaceEvent> {
  return new Run(async (emit) => {
    const { project = "Pulumi.yaml" } = options;
    const files = policyFiles(dirname(project), options);
    const workspace = await ProjectWorkspace.open(project, options.lost);
    const plans = workspace.select(options.stack);
    // Before the first stack changes. The other operations do not run the program.
    if (operation === "preview" || operation === "up") workspace.hooks();
    const settings = { signal: options.signal, ...files, violations: violationsOf(project, files) };
    if (operation === "destroy") refuseProtected(workspace);
    emit({ kind: "operation-started", stacks: plans.map(({ stack }) => stack) });
    for (const warning of await unansweredWarnings(workspace, operation, plans)) emit(warning);
    for (const warning of await networkWarnings(workspace, operation, plans)) emit(warning);
    const results = new Map<string, StackResult>();
    for (const plan of plans) {
      const region = lostRegionOf(workspace.config, plan);
      if (region !== undefined) results.set(plan.stack, unavailableStack(workspace, plan.stack, region));
    }
    for (const [stack, result] of results) emit({ kind: "stack-finished", stack, result });
    const available = plans.filter(({ stack }) => !results.has(stack));
    if (operation === "up" && workspace.config.lost.length > 0) {
      const refused = await refusedStacks(workspace, available, settings);
      for (const result of refused) emit({ kind: "stack-finished", stack: result.stack, result });
      if (refused.length > 0) return resultOf([...results.values(), ...refused]);
    }
    const absent = await absentInGlobal(workspace, operation, plans);
    const work = async (stack: string) => {
      emit({ kind: "stack-started", stack });
      const result =
        (operation === "destroy" && stack === GLOBAL_STACK ? await deleteRetired(workspace, emit) : undefined) ??
        waitingForGlobal(workspace, operation, stack, absent) ??
        (await operateOnStack(workspace, operation, stack, settings, emit));
      results.set(stack, result);
      emit({ kind: "stack-finished", stack, result });
      return result.state === "succeeded" || (operation === "preview" && result.state !== "cancelled");
    };
    const order = operation === "destroy" ? reversed(plans) : available;
    for (const stack of await inOrder(order, work)) results.set(stack, unstarted(stack));
    return resultOf([...results.values()]);

    function resultOf(known: readonly StackResult[]): OperationResult {
      const stacks = plans.map(({ stack }) => known.find((result) => result.stack === stack) ?? unstarted(stack));
      return { operation, stacks, succeeded: stacks.every(({ state }) => SUCCESSFUL.includes(state)) };
    }
  });
}

/** Offers `--lost` for a region that does not answer: without it, the operation would wait for the region. */
async function unansweredWarnings(
  workspace: ProjectWorkspace,
  operation: Operation,
  plans: readonly StackPlan[],
): Promise<WorkspaceEvent[]> {
  const { config } = workspace;
  // Before the first deployment, no region has anything to wait for.
  if (operation === "destroy" || !plans.some(({ stack }) => workspace.isDeployed(stack))) return [];
  const { lostOffer, silentRegions } = require("./lost/offer") as typeof import("./lost/offer");
  return (await silentRegions(config)).map((region) => ({
    kind: "diagnostic",
    stack: plans.find((plan) => plan.region === region)?.stack ?? GLOBAL_STACK,
    severity: "warning",
    message: lostOffer(region, config, operation),
  }));
}

/** Names the endpoints that the existing networks lack, where the credentials allow to read them. */
async function networkWarnings(
  { config }: ProjectWorkspace,
  operation: Operation,
  plans: readonly StackPlan[],
): Promise<WorkspaceEvent[]> {
  const available = plans.filter((plan) => plan.region !== undefined && lostRegionOf(config, plan) === undefined);
  const regions = available.flatMap(({ region }) => region ?? []).filter((region) => config.regions[region]?.network);
  if (regions.length === 0 || (operation !== "preview" && operation !== "up")) return [];
  const { endpointWarnings } = require("./adopt/missing-endpoints") as typeof import("./adopt/missing-endpoints");
  return (await endpointWarnings(config, regions)).map(({ message, region }) => ({
    kind: "diagnostic",
    stack: available.find((plan) => plan.region === region)?.stack ?? GLOBAL_STACK,
    severity: "warning",
    message,
  }));
}

const SUCCESSFUL: readonly StackResult["state"][] = ["succeeded", "waiting", "unavailable"];

function unavailableStack(workspace: ProjectWorkspace, stack: string, region: string): StackResult {
  const count = workspace.summary(stack)?.resourceCount ?? 0;
  const reason = `all of its resources need ${region}, which is lost: ${count} were neither read nor changed`;
  return { ...unstarted(stack), state: "unavailable", reason };
}

/** Regions whose global outputs the operation will not find. An update of the global stack adds them before other stacks read them. */
async function absentInGlobal(
  workspace: ProjectWorkspace,
  operation: Operation,
  plans: readonly StackPlan[],
): Promise<readonly string[]> {
  if (operation === "preview") return workspace.absentRegions();
  return operation === "up" && !plans.some(({ kind }) => kind === "global") ? workspace.absentRegions() : [];
}

/**
 * The first stack whose update needs a lost region or cannot be previewed, found before the first of them is updated. While a region is
 * added, deployed stacks cannot be previewed: they read what the global stack does not have yet.
 */
async function refusedStacks(
  workspace: ProjectWorkspace,
  plans: readonly StackPlan[],
  settings: StackSettings,
): Promise<StackResult[]> {
  const addsRegion = (await workspace.absentRegions()).length > 0;
  for (const { stack } of plans) {
    if (addsRegion && stack !== GLOBAL_STACK && workspace.isDeployed(stack)) continue;
    const result = await operateOnStack(workspace, "preview", stack, settings, () => undefined);
    if (!SUCCESSFUL.includes(result.state)) return [result];
  }
  return [];
}

/**
 * Absolute paths, because the CLI runs in the project's folder.
 * @throws UserError when a folder has no pack, or the number of configurations differs from that of packs
 */
function policyFiles(
  folder: string,
  { policyPacks = [], policyPackConfigs }: OperationOptions,
): Pick<StackSettings, "policyPacks" | "policyPackConfigs"> {
  const beside = configurationFileBeside(folder);
  const configs = policyPackConfigs ?? (beside === undefined ? [] : policyPacks.map(() => beside));
  if (configs.length > 0 && configs.length !== policyPacks.length) {
    throw new UserError(
      `--policy-pack-config: got ${configs.length} for ${policyPacks.length} policy packs; give one for each`,
    );
  }
  requirePolicyPacks(policyPacks);
  const paths = (files: readonly string[]) => files.map((file) => resolve(file));
  return { policyPacks: paths(policyPacks), policyPackConfigs: paths(configs) };
}

/**
 * The findings of Redoubt's pack on the program of all stacks, for stacks that were never deployed, which no engine evaluates. They are
 * computed once, and only where a pack is evaluated.
 */
function violationsOf(
  project: string,
  { policyPacks }: Pick<StackSettings, "policyPacks">,
): StackSettings["violations"] {
  if (policyPacks.length === 0) return undefined;
  let evaluated: Promise<readonly Violation[]> | undefined;
  return () => {
    evaluated ??= previewInProcess({ project }).then(({ evaluation }) => evaluation.violations);
    return evaluated;
  };
}

/** Checked before anything is deleted: the engine would stop halfway. */
function refuseProtected({ config }: ProjectWorkspace): void {
  if (!config.protect) return;
  throw new UserError(
    "protect: got true, which protects stateful resources; set redoubt:protect: false in Pulumi.yaml, run redoubt up, then destroy",
  );
}
