import { decide, fold, type Knowledge, resumed, type StepState } from "../protocol/machine";
import type { FailoverPorts } from "../protocol/ports";
import type { Plan, StepName } from "../protocol/types";
import { STEPS } from "../steps";
import { advance, timingOf } from "./advance";
import { bounded } from "./bounded";
import { type Summary, summarise } from "./summary";

/** The longest that one call of the journal may take. */
const JOURNAL_SECONDS = 10;

/** An event of a run in progress. */
export interface StepEvent {
  step: StepName;
  state: StepState | "pending";
  reason: string;
  /** Seconds since this process started the step. */
  seconds: number;
}

/**
 * Executes a run in this process, or resumes it from its journal. Failed steps are tried again.
 * @throws the journal's error when the run cannot be written to it, or read from it, at the start; nothing was changed then
 */
export async function execute(
  ports: FailoverPorts,
  plan: Plan,
  observe: (event: StepEvent) => void = () => {},
): Promise<Summary> {
  const { clock } = ports;
  await bounded(ports, JOURNAL_SECONDS, (within) => within.journal.begin(plan));
  const readEntries = async () =>
    (await bounded(ports, JOURNAL_SECONDS, (within) => within.journal.read(plan.run)))?.entries ?? [];
  let entries = await readEntries();
  const own: Knowledge = {};
  const running = new Map<StepName, Promise<void>>();
  let takenAt: number | null = null;

  const drive = async (step: StepName): Promise<void> => {
    const begun = clock.monotonic();
    const seconds = () => (clock.monotonic() - begun) / 1000;
    observe({ step, state: "running", reason: "", seconds: 0 });
    if (STEPS[step].afterExpiry) {
      const until = (takenAt ?? begun) + plan.expirySeconds * 1000;
      while (clock.monotonic() < until) await clock.sleep(until - clock.monotonic());
    }
    const called = clock.monotonic();
    const { pollSeconds } = timingOf(plan, step);
    let told = "";
    for (let elapsed = 0; ; elapsed = Math.max(0.001, (clock.monotonic() - called) / 1000)) {
      const { state, reason } = await advance(ports, plan.run, step, elapsed);
      if (state !== "pending" || reason !== told) observe({ step, state, reason, seconds: seconds() });
      told = reason;
      if (state !== "pending") {
        own[step] = state;
        return;
      }
      await clock.sleep(pollSeconds * 1000);
    }
  };

  for (;;) {
    const known = merge(resumed(plan.mode, fold(entries)), own);
    if (known["acquire-lease"] === "done") takenAt ??= clock.monotonic();
    const decision = decide(plan.mode, known);
    const due = "due" in decision ? decision.due : [];
    for (const step of due) {
      if (!running.has(step))
        running.set(
          step,
          drive(step).finally(() => running.delete(step)),
        );
    }
    if (running.size === 0 && "outcome" in decision) return summarise(plan, decision.outcome, entries);
    await Promise.race(running.values());
    // A second process may execute the same run: its journal entries count too.
    entries = await readEntries().catch(() => entries);
  }
}

/** A step is done if the journal has it as done, by any process. It has failed if it failed in this process. */
function merge(journalled: Knowledge, own: Knowledge): Knowledge {
  const known: Knowledge = { ...journalled, ...own };
  for (const [step, state] of Object.entries(journalled) as [StepName, StepState][]) {
    if (state === "done" || state === "skipped") known[step] = state;
  }
  return known;
}
