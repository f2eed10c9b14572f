import { parseConfig } from "../config/parse";
import { type StackPlan, stackPlans } from "../config/topology";
import { UserError } from "../errors";
import { type Evaluation, evaluate, graphOfPreview, type PolicyConfiguration } from "../policy/index";
import type { PreviewDocument } from "./document";
import type { Project } from "./project";
import type { StackState } from "./recording-monitor";
import { runStack } from "./run-stack";

/**
 * The stacks to preview, each after what it depends on.
 * @param stack one stack, with those that it depends on; all stacks where absent
 * @throws UserError for a faulty configuration or an unknown stack
 */
export function previewOrder(project: Project, stack?: string): StackPlan[] {
  const plans = stackPlans(parseConfig(project.config()));
  if (stack === undefined) return plans;
  if (!plans.some((plan) => plan.stack === stack)) {
    const known = plans.map((plan) => plan.stack).join(", ");
    throw new UserError(`--stack: got ${stack}, which is not in the topology; name one of ${known}`);
  }
  // Plans come after what they depend on: from the last to the first, each adds what it needs.
  const needed = new Set([stack]);
  for (const plan of plans.toReversed())
    if (needed.has(plan.stack)) for (const other of plan.dependsOn) needed.add(other);
  return plans.filter((plan) => needed.has(plan.stack));
}

/**
 * Runs the program of stack after stack in this process, without the Pulumi CLI, credentials or network: each stack's outputs are the
 * inputs of those that come after it.
 */
export class Preview {
  readonly document: PreviewDocument = { stacks: [], violations: [] };

  private readonly states = new Map<string, StackState>();

  constructor(private readonly project: Project) {}

  /**
   * Adds one stack.
   * @param plan comes after the plans that it depends on
   */
  async run(plan: StackPlan): Promise<void> {
    const { previewed, state } = await runStack(this.project.name, plan, this.project.config(plan.stack), this.states);
    this.states.set(plan.stack, state);
    this.document.stacks.push(previewed);
  }

  /** Asks the policies about all stacks together, and keeps the violations in the document. */
  judge(configuration: PolicyConfiguration): Evaluation {
    const evaluation = evaluate(graphOfPreview(this.document), configuration);
    this.document.violations = evaluation.violations;
    return evaluation;
  }
}

/** Runs all stacks of a project, or one with those that it depends on; the policies are not asked. */
export async function preview(project: Project, stack?: string): Promise<PreviewDocument> {
  const whole = new Preview(project);
  for (const plan of previewOrder(project, stack)) await whole.run(plan);
  return whole.document;
}
