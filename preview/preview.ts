import { parseConfig } from "../config/parse";
import { type StackPlan, stackPlans } from "../config/topology";
import { UserError } from "../errors";
import type { ProgramHooks } from "../stacks/hooks";
import type { PreviewDocument, PreviewedStack } from "./document";
import type { Project } from "./project";
import { projectHooks } from "./project-hooks";
import type { StackState } from "./recording-monitor";
import { runStack } from "./run-stack";

/**
 * The stacks to preview, each after those that it depends on.
 * @param stack one stack, with those that it depends on; by default all
 * @throws UserError for an invalid configuration or an unknown stack
 */
export function previewOrder(project: Project, stack?: string): StackPlan[] {
  const plans = stackPlans(parseConfig(project.config()));
  if (stack === undefined) return plans;
  if (!plans.some((plan) => plan.stack === stack)) {
    const known = plans.map((plan) => plan.stack).join(", ");
    throw new UserError(`--stack: got ${stack}, which is not in the topology; name one of ${known}`);
  }
  // From the last plan to the first: dependencies come earlier, so each plan adds its own before they are visited.
  const needed = new Set([stack]);
  for (const plan of plans.toReversed())
    if (needed.has(plan.stack)) for (const other of plan.dependsOn) needed.add(other);
  return plans.filter((plan) => needed.has(plan.stack));
}

/**
 * Runs the program of all stacks, one after the other, in this process, without the Pulumi CLI, credentials or network. Each stack's
 * outputs are available to the following ones.
 */
export class Preview {
  readonly document: PreviewDocument = { stacks: [] };

  private readonly states = new Map<string, StackState>();

  private readonly hooks: ProgramHooks;

  /** @throws UserError when the project's program is not one of Redoubt */
  constructor(private readonly project: Project) {
    this.hooks = projectHooks(project);
  }

  /**
   * Runs one stack and adds it to the document.
   * @param plan of a stack whose dependencies were run before
   * @throws UserError for an invalid configuration; any other error comes from the program
   */
  async run(plan: StackPlan): Promise<PreviewedStack> {
    const { name, folder } = this.project;
    const options = { hooks: this.hooks, folder };
    const { previewed, state } = await runStack(name, plan, this.project.config(plan.stack), this.states, options);
    this.states.set(plan.stack, state);
    this.document.stacks.push(previewed);
    return previewed;
  }
}

/** Runs all stacks of a project, or one with those that it depends on. */
export async function preview(project: Project, stack?: string): Promise<PreviewDocument> {
  const whole = new Preview(project);
  for (const plan of previewOrder(project, stack)) await whole.run(plan);
  return whole.document;
}
