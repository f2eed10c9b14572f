import { refusal } from "../protocol/lease";
import { attempts, fold, isStale, rollsBack, rollsBackTooLate } from "../protocol/machine";
import { type FailoverPorts, Refused, StaleEpoch } from "../protocol/ports";
import type { JournalEntry, Plan, StepName, StepTiming } from "../protocol/types";
import { STEPS } from "../steps";
import type { StepAnswer } from "../steps/step";
import { bounded } from "./bounded";

/** Result of one call of a step. */
export type Progress =
  | StepAnswer
  /** Final for this attempt; a resumed run makes another. */
  | { state: "failed"; reason: string }
  /** Another run, or a later epoch, has taken over: stop. */
  | { state: "superseded"; reason: string };

/** Timing of a step in a plan. */
export function timingOf(plan: Plan, step: StepName): StepTiming {
  return { ...STEPS[step].timing, ...plan.timing[step] };
}

/**
 * Makes one call of one step: reads the journal and the lease, calls the step, and writes the journal. A process calls it in a loop, a
 * controller once per invocation. Never rejects. While the result is "pending", call it again after the step's `pollSeconds`.
 * @param elapsedSeconds since the driver's first call of this step; 0 begins a new attempt
 */
export async function advance(
  ports: FailoverPorts,
  run: string,
  step: StepName,
  elapsedSeconds: number,
): Promise<Progress> {
  let timing = STEPS[step].timing;
  let progress: Progress;
  let entry: Pick<JournalEntry, "run" | "step" | "attempt" | "epochBefore" | "epochAfter"> | undefined;
  try {
    const journal = await bounded(ports, timing.callSeconds, (within) => within.journal.read(run));
    if (journal === null) return { state: "failed", reason: `run ${run} is in no journal` };
    const { plan, entries } = journal;
    const known = fold(entries);
    if (known[step] === "done" || known[step] === "skipped") return { state: known[step], reason: "done before" };
    if (rollsBackTooLate(plan.mode, known, step)) {
      // Without a journal entry, so that the rollback does not count as begun.
      return {
        state: "failed",
        reason: "the promotion was requested meanwhile: run the same command again to continue",
      };
    }
    timing = timingOf(plan, step);
    progress = await bounded(ports, timing.callSeconds, async (within) => {
      const lease = await within.lease.read();
      const begun = attempts(entries, step);
      const begins = elapsedSeconds === 0 || begun === 0;
      entry = { run, step, attempt: begun + (begins ? 1 : 0), epochBefore: lease.epoch, epochAfter: lease.epoch };
      const refused = refusal(plan, lease, rollsBack(plan.mode, known, step));
      if (isStale(plan.mode, known, step)) return { state: "failed", reason: "this run is being rolled back" };
      if (refused !== null) return { state: "superseded", reason: refused };
      if (begins) await within.journal.append({ ...entry, state: "started", at: ports.clock.now(), reason: "" });
      return STEPS[step].call({ plan, ports: within, lease, known });
    });
  } catch (error) {
    progress = failure(error);
  }
  if (progress.state === "pending" && elapsedSeconds >= timing.timeoutSeconds) {
    progress = { state: "failed", reason: `not done after ${Math.round(elapsedSeconds)} s: ${progress.reason}` };
  }
  if (progress.state === "pending" || entry === undefined) return progress;
  const ended: JournalEntry = {
    ...entry,
    epochAfter: ("epoch" in progress ? progress.epoch : undefined) ?? entry.epochBefore,
    state: progress.state === "superseded" ? "failed" : progress.state,
    at: ports.clock.now(),
    reason: progress.reason,
  };
  try {
    await bounded(ports, timing.callSeconds, (within) => within.journal.append(ended));
  } catch (error) {
    // A step that is done but not journalled is idempotent when repeated. A failed one is repeated by a resumed run.
    if (progress.state === "done" || progress.state === "skipped") return failure(error);
  }
  return progress;
}

function failure(error: unknown): Progress {
  const reason = error instanceof Error ? error.message : String(error);
  if (error instanceof StaleEpoch) return { state: "superseded", reason };
  if (error instanceof Refused) return { state: "failed", reason };
  return { state: "pending", reason };
}
