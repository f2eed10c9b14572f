import type { FailoverPorts } from "../protocol/ports";
import type { JournalEntry, Mode, Outcome, Plan, StepName } from "../protocol/types";
import { bounded } from "./bounded";
import { command } from "./plan";

/** The longest that a notification may take, seconds. */
const NOTIFICATION_SECONDS = 10;

/** Outcome of a run, as `--json` prints it. */
export interface Summary {
  run: string;
  mode: Mode;
  from: string;
  to: string;
  epoch: number;
  outcome: Outcome;
  /** In the order in which they were started. */
  steps: StepSummary[];
  /** The command that resumes the run; null when nothing is left to do. */
  next: string | null;
}

interface StepSummary {
  step: StepName;
  state: JournalEntry["state"];
  attempts: number;
  /** From the start of the first attempt to the last entry, by the journal's wall clocks; null until the step has ended. */
  seconds: number | null;
  reason: string;
}

/** The run's summary, from its journal. */
export function summarise(plan: Plan, outcome: Outcome, entries: readonly JournalEntry[]): Summary {
  const { run, mode, from, to, epoch } = plan;
  const ordered = [...entries].sort((one, other) => one.at - other.at);
  const steps = [...new Set(ordered.map(({ step }) => step))].map((step): StepSummary => {
    const own = ordered.filter((entry) => entry.step === step);
    const last = own.find(({ state }) => state === "done" || state === "skipped") ?? own.at(-1);
    const ended = last !== undefined && last.state !== "started";
    return {
      step,
      state: last?.state ?? "started",
      attempts: Math.max(...own.map(({ attempt }) => attempt)),
      seconds: ended ? (last.at - (own[0]?.at ?? last.at)) / 1000 : null,
      reason: last?.reason ?? "",
    };
  });
  const next = outcome === "failed" ? command({ mode, to }) : outcome === "superseded" ? "redoubt status" : null;
  return { run, mode, from, to, epoch, outcome, steps, next };
}

/** Notifies the topic's subscribers of a run that failed, best effort: a run that ends otherwise has a step for it, or is another's. */
export async function notifyFailure(ports: FailoverPorts, { by }: Pick<Plan, "by">, summary: Summary): Promise<void> {
  const { mode, next, outcome, run, steps, to } = summary;
  if (outcome !== "failed") return;
  const failed = steps.filter(({ state }) => state === "failed").map(({ reason, step }) => `${step}: ${reason}`);
  const message = {
    key: `${run} failed`,
    subject: `${mode} to ${to} failed`,
    text: [`Run ${run} of ${by} has failed.`, ...failed, `It can be resumed: ${next}`].join("\n"),
  };
  await bounded(ports, NOTIFICATION_SECONDS, (within) => within.notifications.notify(message)).catch(() => undefined);
}
