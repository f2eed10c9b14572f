import { dirname, resolve } from "node:path";
import type { EngineEvent, OpMap, OutputMap, Stack } from "@pulumi/pulumi/automation";
import { UserError } from "../errors";
import { configurationFileBeside } from "../policy/configuration-file";
import { Preview, previewOrder } from "../preview/preview";
import { type ResourceChange, type StackResult, translate, type WorkspaceEvent } from "./events";
import { masked, withoutSecrets } from "./outputs";
import { followLease } from "./reconcile/follow-lease";
import { Run } from "./run";
import { inOrder, reversed } from "./schedule";
import { lastLine, ProjectWorkspace } from "./workspace";

export interface OperationOptions {
  /**
   * A Pulumi.yaml.
   * @default "Pulumi.yaml"
   */
  readonly project?: string;
  /**
   * One stack.
   * @default all, each after those that it depends on
   */
  readonly stack?: string;
  /**
   * Folders of policy packs that the engine asks.
   * @default none
   */
  readonly policyPacks?: readonly string[];
  /**
   * JSON files of the packs' configurations, one for each pack.
   * @default for each the policy-config.json beside the project, else in the working directory, where there is one
   */
  readonly policyPackConfigs?: readonly string[];
  /** Cancels: what has begun is finished or given up cleanly, no stack stays locked. */
  readonly signal?: AbortSignal;
}

/** How an operation came out, stack by stack in the topology's order. */
export interface OperationResult {
  readonly operation: Operation;
  readonly succeeded: boolean;
  readonly stacks: readonly StackResult[];
}

export type Operation = "preview" | "up" | "refresh" | "destroy";

/**
 * What an update would do. A stack that was never deployed is run in this process on made-up outputs of the others, as everything in
 * it would be created; one that is deployed, but reads a stack that is not, waits.
 */
export function preview(options: OperationOptions = {}): Run<OperationResult> {
  return operate("preview", options);
}

/** Brings the stacks to what the program says. Stops at the first that fails; called again it goes on from there. */
export function deploy(options: OperationOptions = {}): Run<OperationResult> {
  return operate("up", options);
}

/** Brings the state to what AWS says, and changes nothing there. */
export function refresh(options: OperationOptions = {}): Run<OperationResult> {
  return operate("refresh", options);
}

/** Deletes everything, in reverse order. Rejects while the configuration protects what holds data. */
export function destroy(options: OperationOptions = {}): Run<OperationResult> {
  return operate("destroy", options);
}

function operate(operation: Operation, options: OperationOptions): Run<OperationResult> {
  return new Run(async (tell) => {
    const { project = "Pulumi.yaml" } = options;
    const workspace = await ProjectWorkspace.open(project);
    const plans = workspace.select(options.stack);
    const settings = { signal: options.signal, ...policyFiles(dirname(project), options) };
    if (operation === "destroy") refuseProtected(workspace);
    tell({ kind: "operation-started", stacks: plans.map(({ stack }) => stack) });
    const results = new Map<string, StackResult>();
    const work = async (stack: string) => {
      tell({ kind: "stack-started", stack });
      const result = await one(workspace, operation, stack, settings, tell);
      results.set(stack, result);
      tell({ kind: "stack-finished", stack, result });
      return result.state === "succeeded" || (operation === "preview" && result.state !== "cancelled");
    };
    const order = operation === "destroy" ? reversed(plans) : plans;
    for (const stack of await inOrder(order, work)) results.set(stack, { ...nothing(stack), state: "skipped" });
    const stacks = plans.flatMap(({ stack }) => results.get(stack) ?? []);
    return { operation, stacks, succeeded: stacks.every(({ state }) => state === "succeeded" || state === "waiting") };
  });
}

/** What a stack's part of the operation is told. */
interface Settings {
  readonly signal: AbortSignal | undefined;
  readonly policyPacks: string[];
  readonly policyPackConfigs: string[];
}

/**
 * The packs and their configurations as the CLI takes them, which runs in the project's folder.
 * @throws UserError where there is not one configuration for each pack
 */
function policyFiles(
  folder: string,
  { policyPacks = [], policyPackConfigs }: OperationOptions,
): Pick<Settings, "policyPacks" | "policyPackConfigs"> {
  const beside = configurationFileBeside(folder);
  const configs = policyPackConfigs ?? (beside === undefined ? [] : policyPacks.map(() => beside));
  if (configs.length > 0 && configs.length !== policyPacks.length) {
    throw new UserError(
      `--policy-pack-config: got ${configs.length} for ${policyPacks.length} policy packs; give one for each`,
    );
  }
  const paths = (files: readonly string[]) => files.map((file) => resolve(file));
  return { policyPacks: paths(policyPacks), policyPackConfigs: paths(configs) };
}

/** Before anything is deleted: the engine would refuse in the middle. */
function refuseProtected({ config }: ProjectWorkspace): void {
  if (!config.protect) return;
  throw new UserError(
    "protect: got true, which guards what holds data; set redoubt:protect: false in Pulumi.yaml, run redoubt up, then destroy",
  );
}

async function one(
  workspace: ProjectWorkspace,
  operation: Operation,
  stack: string,
  settings: Settings,
  tell: (event: WorkspaceEvent) => void,
): Promise<StackResult> {
  const started = process.hrtime.bigint();
  const seconds = () => Number(process.hrtime.bigint() - started) / 1e9;
  if (settings.signal?.aborted) return { ...nothing(stack), state: "cancelled", reason: "cancelled before it began" };
  if (operation === "preview") {
    if (!workspace.isDeployed(stack)) return inProcess(workspace, stack, seconds);
    const missing = workspace.missing(stack);
    if (missing.length > 0) {
      const reason = `reads ${missing.join(", ")}, not deployed yet: it can be previewed after their update`;
      return { ...nothing(stack), state: "waiting", reason };
    }
  } else if (operation !== "up" && workspace.summary(stack) === undefined) {
    return { ...nothing(stack), state: "succeeded", reason: "never deployed" };
  }
  const seen = new Observation(stack, operation !== "preview", tell);
  try {
    const outputs = await act(operation, await workspace.stack(stack), {
      ...settings,
      onEvent: (event) => seen.take(event),
    });
    if (operation === "up") await followLease(workspace, stack, withoutSecrets(outputs), tell);
    return { ...nothing(stack), ...seen.told(), state: "succeeded", outputs: masked(outputs), seconds: seconds() };
  } catch (error) {
    const state = settings.signal?.aborted ? "cancelled" : "failed";
    const reason = seen.errors.join("\n") || lastLine(error, stack);
    return { ...nothing(stack), ...seen.told(), state, reason, seconds: seconds() };
  }
}

type Act = Settings & { readonly onEvent: (event: EngineEvent) => void };

async function act(
  operation: Operation,
  stack: Stack,
  { onEvent, signal, policyPacks, policyPackConfigs }: Act,
): Promise<OutputMap> {
  // The events say it all; the CLI's own display would be printed for nobody.
  const shared = { onEvent, signal, suppressProgress: true, suppressOutputs: true };
  const packs = { policyPacks, policyPackConfigs };
  if (operation === "preview") await stack.preview({ ...shared, ...packs });
  if (operation === "up") return (await stack.up({ ...shared, ...packs })).outputs;
  if (operation === "refresh") await stack.refresh(shared);
  if (operation === "destroy") await stack.destroy(shared);
  return {};
}

/** Everything that the program would create, found without the engine. */
async function inProcess(workspace: ProjectWorkspace, stack: string, seconds: () => number): Promise<StackResult> {
  const local = new Preview(workspace.project);
  for (const plan of previewOrder(workspace.project, stack)) await local.run(plan);
  const resources = local.document.stacks.find((previewed) => previewed.stack === stack)?.resources ?? [];
  const changes = resources
    .filter(({ type }) => type !== "pulumi:pulumi:StackReference")
    .map(({ urn, type, name }): ResourceChange => ({ urn, type, name, operation: "create", properties: [] }));
  return {
    ...nothing(stack),
    state: "succeeded",
    engine: "in-process",
    reason: "never deployed: run in this process on made-up outputs of the other stacks",
    counts: { create: changes.length },
    changes,
    seconds: seconds(),
  };
}

/** What the engine says of one stack, gathered. */
class Observation {
  /** Each once: the engine tells a program's fault twice. */
  readonly errors: string[] = [];
  private counts: OpMap = {};
  private readonly changes = new Map<string, ResourceChange>();

  constructor(
    private readonly stack: string,
    private readonly changing: boolean,
    private readonly tell: (event: WorkspaceEvent) => void,
  ) {}

  take(event: EngineEvent): void {
    this.counts = event.summaryEvent?.resourceChanges ?? this.counts;
    const told = translate(this.stack, event, this.changing);
    if (!told) return;
    if (told.kind === "diagnostic" && told.severity === "error") {
      const where = told.urn && !told.urn.includes("pulumi:pulumi:Stack::") ? `${told.urn.split("::").at(-1)}: ` : "";
      const line = where + told.message;
      if (this.errors.includes(line)) return;
      this.errors.push(line);
    }
    if (told.kind === "resource" && (told.state === "planned" || told.state === "started")) {
      const { urn, type, name, operation, properties } = told;
      this.changes.set(`${operation} ${urn}`, { urn, type, name, operation, properties });
    }
    this.tell(told);
  }

  told(): Pick<StackResult, "counts" | "changes"> {
    return { counts: this.counts, changes: [...this.changes.values()] };
  }
}

function nothing(stack: string): StackResult {
  return { stack, state: "skipped", engine: "pulumi", reason: "", counts: {}, changes: [], outputs: {}, seconds: 0 };
}
