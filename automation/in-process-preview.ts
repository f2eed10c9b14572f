import { dirname } from "node:path";
import type { Evaluation } from "../policy/index";
import type { Violation } from "../policy/violation";
import type { PreviewDocument } from "../preview/document";
import { Preview, previewOrder } from "../preview/preview";
import { type Project, readProject } from "../preview/project";
import { type StackResult, unstarted, type WorkspaceEvent } from "./events";
import { lostSetting } from "./lost/setting";
import { Run } from "./run";

const DEFAULT_PROJECT = "Pulumi.yaml";

/** Every resource that the program registers, with the policy pack's findings. */
export interface EvaluatedPreview {
  /** Printed by `redoubt preview --json`. */
  readonly document: PreviewDocument & { readonly violations: readonly Violation[] };
  readonly evaluation: Evaluation;
}

export interface InProcessOptions {
  /**
   * Path of the project's Pulumi.yaml.
   * @default "Pulumi.yaml"
   */
  readonly project?: string;
  /**
   * Name of one stack, previewed with those that it depends on.
   * @default all stacks
   */
  readonly stack?: string;
  /**
   * Regions that are lost, in addition to those in the configuration.
   * @default none
   */
  readonly lost?: readonly string[];
}

/**
 * Runs the program of all stacks in this process, without the Pulumi CLI, credentials or network, and evaluates the policy pack on all of
 * them together, with the policy-config.json beside the project. Rejects with UserError for an invalid configuration or an unknown stack,
 * and with the program's own error.
 */
export function previewInProcess(options: InProcessOptions = {}): Run<EvaluatedPreview, WorkspaceEvent> {
  return new Run(async (emit) => {
    const document = await runStacks(options, emit);
    // Loaded on demand: the rules are more than a hundred files, and only this preview evaluates them.
    const { configurationBeside, evaluatePreview } = require("../policy/index") as typeof import("../policy/index");
    const evaluation = evaluatePreview(document, configurationBeside(dirname(options.project ?? DEFAULT_PROJECT)));
    return { document: { ...document, violations: evaluation.violations }, evaluation };
  });
}

/** As `previewInProcess`, without the policy pack. */
export function previewResources(options: InProcessOptions = {}): Run<PreviewDocument, WorkspaceEvent> {
  return new Run((emit) => runStacks(options, emit));
}

/** The project as an update without the lost regions reads it. */
function withLost(project: Project, lost?: readonly string[]): Project {
  const setting = lostSetting(project, lost);
  return { ...project, config: (stack) => ({ ...project.config(stack), ...setting }) };
}

async function runStacks(
  { project: file = DEFAULT_PROJECT, stack, lost }: InProcessOptions,
  emit: (event: WorkspaceEvent) => void,
): Promise<PreviewDocument> {
  const project = withLost(readProject(file), lost);
  // Errors of the configuration come before those of the program, which is loaded next.
  const plans = previewOrder(project, stack);
  const preview = new Preview(project);
  emit({ kind: "operation-started", stacks: plans.map((plan) => plan.stack) });
  for (const plan of plans) {
    const finish = (result: Pick<StackResult, "state" | "reason" | "seconds">) => {
      const { stack } = plan;
      emit({ kind: "stack-finished", stack, result: { ...unstarted(stack), engine: "in-process", ...result } });
    };
    emit({ kind: "stack-started", stack: plan.stack });
    try {
      const { seconds } = await preview.run(plan);
      finish({ state: "succeeded", reason: "", seconds });
    } catch (error) {
      finish({ state: "failed", reason: error instanceof Error ? error.message : String(error), seconds: 0 });
      throw error;
    }
  }
  return preview.document;
}
