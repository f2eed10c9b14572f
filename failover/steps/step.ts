import type { Knowledge } from "../protocol/machine";
import type { FailoverPorts } from "../protocol/ports";
import type { Lease, Plan, StepTiming } from "../protocol/types";

/** Context of one call of a step. */
export interface StepContext {
  plan: Plan;
  ports: FailoverPorts;
  /** The lease, read just before the call and checked to be this run's. */
  lease: Lease;
  /** State of the run's steps, from the journal. */
  known: Knowledge;
}

export type StepAnswer =
  /** `epoch`: the lease's epoch after the step, if the step changed it. */
  | { state: "done" | "skipped"; reason: string; epoch?: number }
  /** Requested and not complete yet: call again. */
  | { state: "pending"; reason: string };

/**
 * One call of a step. Idempotent; quick; rejects as the ports do (`Refused`: the step has failed; any other error: call again).
 */
export type Step = (context: StepContext) => Promise<StepAnswer>;

/** A step with everything that drivers, printed plans and the recovery budget need. */
export interface StepDefinition {
  /** Title in plans and reports, in the imperative. */
  readonly title: string;
  /** Cannot be rolled back: marked in every printed plan. */
  readonly irreversible: boolean;
  /**
   * The driver waits the plan's `expirySeconds` before the step, on one clock, counted from when it saw "acquire-lease" done: a process by
   * its monotonic clock, a controller by a Wait state.
   */
  readonly afterExpiry: boolean;
  readonly timing: StepTiming;
  readonly call: Step;
}

/** Timing of a step that makes a few calls and does not wait. */
const QUICK: StepTiming = { callSeconds: 10, pollSeconds: 2, timeoutSeconds: 60 };

/** Completes a step's definition with the common values. */
export function define(
  given: Pick<StepDefinition, "title" | "call"> &
    Partial<Omit<StepDefinition, "timing">> & { readonly timing?: Partial<StepTiming> },
): StepDefinition {
  return { irreversible: false, afterExpiry: false, ...given, timing: { ...QUICK, ...given.timing } };
}

export function done(reason: string, epoch?: number): StepAnswer {
  return { state: "done", reason, epoch };
}

export function skipped(reason: string): StepAnswer {
  return { state: "skipped", reason };
}

export function pending(reason: string): StepAnswer {
  return { state: "pending", reason };
}
