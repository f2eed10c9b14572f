import { leaseTableName } from "../../../config/naming";
import { abandonedSites, GLOBAL_STACK } from "../../../config/topology";
import { UserError } from "../../../errors";
import type { ExportedResource } from "../../../resources/from-stack-export";
import { type StackResult, unstarted, type WorkspaceEvent } from "../../events";
import { deleteAccessPoints, retiredAccessPoints } from "../../reconcile/retired-access-points";
import { Run } from "../../run";
import { ProjectWorkspace } from "../../workspace";
import { KeptStates, stacksOf } from "../kept-states";
import { stateResources } from "../stacks";
import { deletionLines } from "./deletion-lines";
import { type DeletionPlan, deletionPlan, inputsForDeletion, named, type StayingResource } from "./deletion-plan";
import { type Ended, type Preparation, ScratchStack } from "./scratch-stack";

export interface DeleteAbandonedOptions {
  /** The abandoned region, which answers again. */
  readonly region: string;
  /**
   * Path of the project's Pulumi.yaml.
   * @default "Pulumi.yaml"
   */
  readonly project?: string;
  /**
   * Whether buckets with their objects, keys and secrets are deleted too, and databases without a final snapshot.
   * @default false
   */
  readonly deleteData?: boolean;
  /**
   * Called with the plan before anything is deleted. Rejecting stops the command.
   * @default the plan is carried out
   */
  readonly confirm?: (lines: readonly string[]) => Promise<void>;
  /** Cancels the deletion. Started changes end cleanly; no stack stays locked. */
  readonly signal?: AbortSignal;
}

export interface DeletedRegion {
  readonly region: string;
  /** Whether everything was deleted that was planned. */
  readonly succeeded: boolean;
  /** Number of resources that were deleted. */
  readonly deleted: number;
  /** Identifiers of the final snapshots of databases that were deleted. */
  readonly snapshots: readonly string[];
  /** Resources that stay as planned. */
  readonly kept: readonly StayingResource[];
  /** Resources that were to be deleted and are left. */
  readonly left: readonly StayingResource[];
}

/**
 * Deletes what an abandoned region still has, from the states that were kept. By default, what holds data stays, and databases get a final
 * snapshot. Call it again to continue after an interruption.
 *
 * Rejects with UserError when the region does not answer or is not abandoned, when the running deployment has one of the resources, and when
 * another process holds the stack that the resources are deleted from.
 */
export function deleteAbandoned({
  region,
  project = "Pulumi.yaml",
  deleteData = false,
  confirm,
  signal,
}: DeleteAbandonedOptions): Run<DeletedRegion, WorkspaceEvent> {
  return new Run(async (emit) => {
    const workspace = await ProjectWorkspace.open(project);
    await refuseRegion(workspace, region);
    const states = new KeptStates(project, region);
    const running = await runningResources(workspace, region);
    const plans = states
      .required(stacksOf(workspace, region))
      .map((stack) => deletionPlan(stack, states.read(stack), { deleteData, region, running }));
    refuseUsed(plans, region);
    const deletion = plans.map((plan) => ({ plan, name: scratchName(region, plan.stack) }));
    const parts: Part[] = [];
    for (const { name, plan } of deletion) {
      const { stack: original, state } = plan;
      const isPrepared = (type: string) => Object.keys(inputsForDeletion(type, true)).length > 0;
      const stack = await ScratchStack.open(workspace, { name, original, state, isPrepared, emit, signal });
      emit({ kind: "diagnostic", stack: name, severity: "info", message: "reads what still exists" });
      const { fault } = await stack.refresh();
      if (fault !== undefined)
        throw new UserError(`stack ${name}: ${fault}; nothing was deleted. Run the command again`);
      parts.push({ plan, stack, existing: await stack.resources() });
    }
    const existing = parts.flatMap((part) => part.existing);
    const retired = await retiredAccessPoints(workspace.project.name, Object.values(running).flat(), existing);
    try {
      await confirm?.(deletionLines(region, parts, { deleteData, retired: retired.map(({ name }) => name) }));
    } catch (error) {
      for (const { stack } of parts) await stack.remove();
      throw error;
    }
    emit({ kind: "operation-started", stacks: deletion.map(({ name }) => name) });
    await deleteAccessPoints(retired, scratchName(region, GLOBAL_STACK), emit);
    return deleteParts(region, parts, deleteData, emit);
  });
}

/** The stack from which what is left of another one is deleted. */
function scratchName(region: string, stack: string): string {
  return `abandoned-${region}-${stack}`;
}

/** One stack's part of the deletion. */
export interface Part {
  readonly plan: DeletionPlan;
  readonly stack: ScratchStack;
  /** What still exists of the resources to delete. */
  readonly existing: readonly ExportedResource[];
}

/** Stops at the first stack with an error: what follows may be in use by what is left. */
async function deleteParts(
  region: string,
  parts: readonly Part[],
  deleteData: boolean,
  emit: (event: WorkspaceEvent) => void,
): Promise<DeletedRegion> {
  const left: StayingResource[] = [];
  let deleted = 0;
  let previous: string | undefined;
  for (const { existing, stack } of parts) {
    const started = process.hrtime.bigint();
    emit({ kind: "stack-started", stack: stack.name });
    const ended: Ended =
      previous === undefined
        ? await deleteIn(stack, existing, deleteData)
        : { fault: `not deleted, because of what is left of ${previous}`, errors: new Map() };
    const remaining = previous === undefined ? await stack.resources() : existing;
    deleted += existing.length - remaining.length;
    left.push(...remaining.map((resource) => ({ ...named(resource), reason: reasonFor(resource, ended) })));
    if (remaining.length > 0) previous ??= `stack ${stack.name}`;
    else await stack.remove();
    const result: StackResult = {
      ...unstarted(stack.name),
      state: remaining.length === 0 ? "succeeded" : "failed",
      reason: remaining.length === 0 ? "" : (ended.fault ?? `${remaining.length} resources are left`),
      seconds: Number(process.hrtime.bigint() - started) / 1e9,
    };
    emit({ kind: "stack-finished", stack: stack.name, result });
  }
  return {
    region,
    succeeded: left.length === 0,
    deleted,
    snapshots: parts.flatMap(({ existing, plan }) =>
      plan.snapshots.filter((snapshot) => existing.some((each) => ends(each, snapshot) && !isIn(left, each))),
    ),
    kept: parts.flatMap(({ plan }) => plan.kept),
    left,
  };
}

async function deleteIn(
  stack: ScratchStack,
  existing: readonly ExportedResource[],
  deleteData: boolean,
): Promise<Ended> {
  const preparations = existing.flatMap((resource): Preparation[] => {
    const inputs = inputsForDeletion(resource.type, deleteData);
    const differs = Object.entries(inputs).some(([key, value]) => resource.inputs?.[key] !== value);
    return differs ? [{ resource, inputs }] : [];
  });
  if (preparations.length > 0) {
    const prepared = await stack.prepare(preparations);
    if (prepared.fault !== undefined) return prepared;
  }
  return stack.destroy();
}

function reasonFor({ urn }: ExportedResource, { errors, fault }: Ended): string {
  return errors.get(urn) ?? (errors.size > 0 ? "a resource that is left needs it" : (fault ?? "the engine left it"));
}

/** Whether a database gets this final snapshot. */
function ends({ inputs }: ExportedResource, snapshot: string): boolean {
  return inputs?.finalSnapshotIdentifier === snapshot;
}

function isIn(resources: readonly StayingResource[], { id, type }: ExportedResource): boolean {
  return resources.some((each) => each.id === id && each.type === type);
}

/** Checked before the states are read. */
async function refuseRegion({ config, project }: ProjectWorkspace, region: string): Promise<void> {
  const start = `abandon --delete: got ${region}, which`;
  if (region in config.regions) throw new UserError(`${start} is among redoubt:regions; abandon it first`);
  if (!(region in config.abandoned)) {
    const known = Object.keys(config.abandoned).join(", ");
    throw new UserError(`${start} is not abandoned; ${known === "" ? "no region is" : `name one of ${known}`}`);
  }
  if (abandonedSites(config).includes(region) && config.lost.includes(region)) {
    throw new UserError(`${start} is a region of the lease's table; move the lease first: redoubt lease move`);
  }
  if (config.lost.includes(region)) throw new UserError(`${start} is named in redoubt:lost; remove it from there`);
  // Loaded here, because they load the AWS SDK.
  const { unansweredRegions } =
    require("../../../failover/adapters/aws/unanswered") as typeof import("../../../failover/adapters/aws/unanswered");
  if ((await unansweredRegions([region])).length > 0) {
    throw new UserError(`${start} does not answer; run the command again when the region is available`);
  }
  const { readLiveLease } = require("../../../stacks/live-state") as typeof import("../../../stacks/live-state");
  const live = await readLiveLease(config, leaseTableName(config.leaseGeneration, project.name), project.config());
  if (live?.active === region) throw new UserError(`${start} is the active region (lease epoch ${live.epoch})`);
}

/** Resources of every stack that is deployed, also of the region's own one where it was taken back into the state. */
async function runningResources(
  workspace: ProjectWorkspace,
  region: string,
): Promise<Record<string, readonly ExportedResource[]>> {
  const names = [...workspace.plans.map(({ stack }) => stack), ...stacksOf(workspace, region)];
  const running: Record<string, readonly ExportedResource[]> = {};
  for (const stack of new Set(names)) {
    if (!workspace.isDeployed(stack)) continue;
    running[stack] = await stateResources(await workspace.stack(stack));
  }
  return running;
}

function refuseUsed(plans: readonly DeletionPlan[], region: string): void {
  const used = plans.flatMap(({ inUse }) => inUse);
  if (used.length === 0) return;
  throw new UserError(
    [
      `abandon --delete: the running deployment has ${used.length} of the resources of ${region}; nothing was deleted`,
      ...used.map((line) => `  ${line}`),
    ].join("\n"),
  );
}
