import type { Knowledge } from "../protocol/machine";
import type { FailoverPorts } from "../protocol/ports";
import type { Lease, Plan } from "../protocol/types";

/** What one call of a step has to go by. */
export interface StepContext {
  plan: Plan;
  ports: FailoverPorts;
  /** The lease as read just before the call, found to be this run's. */
  lease: Lease;
  /** What the journal says of the run's steps. */
  known: Knowledge;
}

export type StepAnswer =
  /** `epoch`: the lease's after the step, where the step changed it. */
  | { state: "done" | "skipped"; reason: string; epoch?: number }
  /** Asked for and not there yet: call again. */
  | { state: "pending"; reason: string };

/**
 * One call of a step. Idempotent; quick; rejects as the ports do (`Refused`: the step has failed; anything else: call again).
 */
export type Step = (context: StepContext) => Promise<StepAnswer>;

export function done(reason: string, epoch?: number): StepAnswer {
  return { state: "done", reason, epoch };
}

export function skipped(reason: string): StepAnswer {
  return { state: "skipped", reason };
}

export function pending(reason: string): StepAnswer {
  return { state: "pending", reason };
}
