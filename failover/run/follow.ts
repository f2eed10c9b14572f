import { decide, fold, type StepState } from "../protocol/machine";
import type { FailoverPorts } from "../protocol/ports";
import type { JournalEntry, Outcome, Plan } from "../protocol/types";
import { bounded } from "./bounded";
import type { StepEvent } from "./execute";
import { type Summary, summarise } from "./summary";

/** The pause between two reads of the journal, seconds. */
const POLL_SECONDS = 2;
/** The longest that one call of the journal or the controller may take, seconds. */
const CALL_SECONDS = 15;
/** How long the controller may be silent: until the first journal entry, and while it cannot be reached, seconds. */
const SILENCE_SECONDS = 60;

/** The controller of the target region, as a command uses it. */
export interface RunController {
  /**
   * Starts an execution of a run that is in the journal.
   * @returns an identifier of the execution
   */
  start(run: string): Promise<string>;
  /** How the execution ended; undefined while it is running. */
  ended(execution: string): Promise<{ succeeded: boolean; error?: string; cause?: string } | undefined>;
}

/** The controller cannot carry the run out; the command continues it. The message has the reason. */
export class ControllerUnavailable extends Error {
  override name = "ControllerUnavailable";
}

/** Outcomes by the error of the state machine (controller/definition.ts). */
const OUTCOMES: Readonly<Record<string, Outcome>> = {
  Failed: "failed",
  RolledBack: "rolled-back",
  Superseded: "superseded",
};

/**
 * Has the target region's controller carry a run out, and follows it in the journal.
 * @param started called with the execution once it has started
 * @throws ControllerUnavailable when the run has not ended and the controller does not continue it
 * @throws the journal's error when the plan cannot be written; nothing was changed then
 */
export async function follow(
  ports: FailoverPorts,
  plan: Plan,
  controller: RunController,
  started: (execution: string) => void,
  observe: (event: StepEvent) => void,
): Promise<Summary> {
  const { clock } = ports;
  const within = <T>(call: (ports: FailoverPorts) => Promise<T>) => bounded(ports, CALL_SECONDS, call);
  await within(({ journal }) => journal.begin(plan));
  const read = async () => (await within(({ journal }) => journal.read(plan.run)))?.entries ?? [];
  let entries = await read();
  const seen = new Set(entries.map(keyOf));
  const execution = await within(() => controller.start(plan.run)).catch((error: Error) => {
    throw new ControllerUnavailable(error.message);
  });
  started(execution);
  let aliveAt = clock.monotonic();
  let journalled = false;
  const silence = () => (clock.monotonic() - aliveAt) / 1000;
  for (;;) {
    const answer = await within(() => controller.ended(execution)).then(
      (ended) => ({ ended }),
      (error: Error) => ({ error }),
    );
    // Read after the status, so that the journal has everything that an ended execution did.
    entries = await read().catch(() => entries);
    for (const entry of entries.filter((candidate) => !seen.has(keyOf(candidate)))) {
      seen.add(keyOf(entry));
      journalled = true;
      observe(eventOf(entry, entries));
    }
    if ("ended" in answer && answer.ended) return conclude(plan, entries, answer.ended);
    if ("ended" in answer && journalled) aliveAt = clock.monotonic();
    if (silence() > SILENCE_SECONDS) {
      throw new ControllerUnavailable(
        "error" in answer ? answer.error.message : `${execution} has journalled nothing for ${SILENCE_SECONDS} s`,
      );
    }
    await clock.sleep(POLL_SECONDS * 1000);
  }
}

type Ended = NonNullable<Awaited<ReturnType<RunController["ended"]>>>;

function conclude(plan: Plan, entries: readonly JournalEntry[], { succeeded, error = "", cause }: Ended): Summary {
  const decision = decide(plan.mode, fold(entries));
  const outcome = succeeded ? "done" : OUTCOMES[error];
  if ("outcome" in decision) return summarise(plan, outcome ?? decision.outcome, entries);
  // The definition itself failed, such as a function that cannot be called.
  if (outcome !== "superseded") throw new ControllerUnavailable(`the execution ended: ${cause || error || "no cause"}`);
  return summarise(plan, outcome, entries);
}

function keyOf({ attempt, state, step }: JournalEntry): string {
  return `${step} ${attempt} ${state}`;
}

function eventOf(entry: JournalEntry, entries: readonly JournalEntry[]): StepEvent {
  const { at, attempt, reason, state, step } = entry;
  const begun = entries.find((other) => other.step === step && other.attempt === attempt && other.state === "started");
  const shown: StepState = state === "started" ? "running" : state;
  return { step, state: shown, reason, seconds: Math.max(0, (at - (begun?.at ?? at)) / 1000) };
}
