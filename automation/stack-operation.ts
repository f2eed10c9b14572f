import type { EngineEvent, OpMap, OutputMap, Stack } from "@pulumi/pulumi/automation";
import { GLOBAL_STACK } from "../config/topology";
import type { Violation } from "../policy/violation";
import { Preview, previewOrder } from "../preview/preview";
import { type ResourceChange, type StackResult, translate, unstarted, type WorkspaceEvent } from "./events";
import { lastLine } from "./last-line";
import { compareUnavailable, type RefusedChange, refusedExistence, unavailableIn } from "./lost/changes";
import type { Goal } from "./lost/goals";
import { needsLostRegion } from "./lost/needs-region";
import { refusal, stateRecords } from "./lost/stacks";
import { masked, withoutSecrets } from "./outputs";
import { followLease } from "./reconcile/follow-lease";
import type { ProjectWorkspace } from "./workspace";

export type Operation = "preview" | "up" | "refresh" | "destroy";

/** Settings of an operation that are equal for all its stacks. */
export interface StackSettings {
  readonly signal: AbortSignal | undefined;
  /** Absolute paths. */
  readonly policyPacks: string[];
  readonly policyPackConfigs: string[];
  /** The findings of Redoubt's pack on all stacks; undefined where no pack is evaluated. */
  readonly violations?: () => Promise<readonly Violation[]>;
}

/** Runs an operation on one stack. Never rejects: an error is part of the result. */
export async function operateOnStack(
  workspace: ProjectWorkspace,
  operation: Operation,
  stack: string,
  settings: StackSettings,
  emit: (event: WorkspaceEvent) => void,
): Promise<StackResult> {
  const started = process.hrtime.bigint();
  const seconds = () => Number(process.hrtime.bigint() - started) / 1e9;
  if (settings.signal?.aborted)
    return { ...unstarted(stack), state: "cancelled", reason: "cancelled before it started" };
  if (operation === "preview") {
    if (!workspace.isDeployed(stack)) return inProcess(workspace, stack, settings, seconds);
    const missing = workspace.missing(stack);
    if (missing.length > 0) {
      const reason = `reads ${missing.join(", ")}, not deployed yet; preview it again after their update`;
      return { ...unstarted(stack), state: "waiting", reason };
    }
  } else if (operation !== "up" && workspace.summary(stack) === undefined) {
    return { ...unstarted(stack), state: "succeeded", reason: "never deployed" };
  }
  const seen = new Observation(stack, operation !== "preview", emit);
  try {
    const { lost } = workspace.config;
    const goals: Goal[] = [];
    const engine = await workspace.stack(stack, lost.length > 0 ? (goal) => goals.push(goal) : undefined);
    const records = lost.length > 0 ? await stateRecords(engine) : [];
    const unavailable = unavailableIn(records, lost);
    const outputs = await callEngine(operation, engine, {
      ...settings,
      exclude: unavailable.map(({ urn }) => urn),
      onEvent: (event) => seen.take(event),
    });
    const result = { ...unstarted(stack), ...seen.result(), outputs: masked(outputs), seconds: seconds() };
    if (operation === "refresh") return { ...result, unavailable, state: "succeeded" };
    const compared = compareUnavailable(goals, records, lost);
    const existence = operation === "preview" ? refusedExistence(result.changes, goals, records, lost) : [];
    const { deferred } = compared;
    const refused = [...compared.refused, ...existence];
    const left = unavailable.map((each) => ({ ...each, deferred: deferred.get(each.urn) ?? [] }));
    if (refused.length > 0) return { ...result, unavailable: left, state: "failed", reason: refusal(refused, lost) };
    if (operation === "up") await followLease(workspace, stack, withoutSecrets(outputs), emit);
    return { ...result, unavailable: left, state: "succeeded" };
  } catch (error) {
    const state = settings.signal?.aborted ? "cancelled" : "failed";
    const reason = seen.errors.join("\n") || lastLine(error, stack);
    return { ...unstarted(stack), ...seen.result(), state, reason, seconds: seconds() };
  }
}

/** The result of a region's stack that cannot run, because it reads global outputs of regions that are absent; undefined if it can. */
export function waitingForGlobal(
  workspace: ProjectWorkspace,
  operation: Operation,
  stack: string,
  absent: readonly string[],
): StackResult | undefined {
  const isRegion = workspace.select(stack).some(({ kind }) => kind === "region");
  // A preview runs a stack that was never deployed with example outputs.
  if (absent.length === 0 || !isRegion || (operation === "preview" && !workspace.isDeployed(stack))) return undefined;
  const reason = `reads stack ${GLOBAL_STACK}, which has no outputs of ${absent.join(", ")} yet`;
  if (operation === "preview") {
    return { ...unstarted(stack), state: "waiting", reason: `${reason}; preview it again after its update` };
  }
  return { ...unstarted(stack), state: "failed", reason: `${reason}; run redoubt up without --stack` };
}

type EngineCall = StackSettings & {
  /** URNs of resources that the engine neither reads nor changes. */
  readonly exclude: string[];
  readonly onEvent: (event: EngineEvent) => void;
};

async function callEngine(
  operation: Operation,
  stack: Stack,
  { exclude, onEvent, signal, policyPacks, policyPackConfigs }: EngineCall,
): Promise<OutputMap> {
  // The events carry everything; the CLI's own display is not shown.
  const shared = {
    onEvent,
    signal,
    suppressProgress: true,
    suppressOutputs: true,
    ...(exclude.length > 0 && { exclude }),
  };
  const packs = { policyPacks, policyPackConfigs };
  if (operation === "preview") await stack.preview({ ...shared, ...packs });
  if (operation === "up") return (await stack.up({ ...shared, ...packs })).outputs;
  if (operation === "refresh") await stack.refresh(shared);
  if (operation === "destroy") await stack.destroy(shared);
  return {};
}

/** All resources of the stack's program, found without the engine. */
async function inProcess(
  workspace: ProjectWorkspace,
  stack: string,
  { violations }: StackSettings,
  seconds: () => number,
): Promise<StackResult> {
  let findings: readonly Violation[] = [];
  const local = new Preview(workspace.project);
  try {
    for (const plan of previewOrder(workspace.project, stack)) await local.run(plan);
    findings = (await violations?.())?.filter(({ urn }) => urn.startsWith(`urn:pulumi:${stack}::`)) ?? [];
  } catch (error) {
    return { ...unstarted(stack), state: "failed", engine: "in-process", reason: lastLine(error), seconds: seconds() };
  }
  const resources = local.document.stacks.find((previewed) => previewed.stack === stack)?.resources ?? [];
  const { lost } = workspace.config;
  const refused = resources.flatMap(({ type, name, region, inputs }): RefusedChange[] => {
    const needs = needsLostRegion({ type, region, inputs }, lost);
    return needs === undefined ? [] : [{ type, name, operation: "create", properties: [], needs }];
  });
  const changes = resources
    .filter(({ type }) => type !== "pulumi:pulumi:StackReference")
    .map(({ urn, type, name }): ResourceChange => ({ urn, type, name, operation: "create", properties: [] }));
  const mandatory = findings.filter(({ enforcementLevel }) => enforcementLevel === "mandatory");
  const problems = [
    ...(refused.length > 0 ? [refusal(refused, lost)] : []),
    ...mandatory.map(({ policy, urn, message }) => `${policy}  ${urn.split("::").at(-1)}: ${message}`),
  ];
  const policies = violations
    ? `; Redoubt's policies: ${findings.length - mandatory.length} advisory findings, ${mandatory.length} mandatory`
    : "";
  return {
    ...unstarted(stack),
    state: problems.length === 0 ? "succeeded" : "failed",
    engine: "in-process",
    reason: [
      ...problems,
      `never deployed: run in this process with example outputs of the other stacks${policies}`,
    ].join("\n"),
    counts: { create: changes.length },
    changes,
    seconds: seconds(),
  };
}

/** Collects the engine's events of one stack. */
class Observation {
  /** Without duplicates: the engine reports an error of the program twice. */
  readonly errors: string[] = [];
  private counts: OpMap = {};
  private readonly changes = new Map<string, ResourceChange>();

  constructor(
    private readonly stack: string,
    private readonly changing: boolean,
    private readonly emit: (event: WorkspaceEvent) => void,
  ) {}

  take(event: EngineEvent): void {
    this.counts = event.summaryEvent?.resourceChanges ?? this.counts;
    const translated = translate(this.stack, event, this.changing);
    if (!translated) return;
    if (translated.kind === "diagnostic" && translated.severity === "error") {
      const where =
        translated.urn && !translated.urn.includes("pulumi:pulumi:Stack::")
          ? `${translated.urn.split("::").at(-1)}: `
          : "";
      const line = where + translated.message;
      if (this.errors.includes(line)) return;
      this.errors.push(line);
    }
    if (translated.kind === "resource" && (translated.state === "planned" || translated.state === "started")) {
      const { urn, type, name, operation, properties } = translated;
      this.changes.set(`${operation} ${urn}`, { urn, type, name, operation, properties });
    }
    this.emit(translated);
  }

  result(): Pick<StackResult, "counts" | "changes"> {
    return { counts: this.counts, changes: [...this.changes.values()] };
  }
}
