import { FLOWS } from "./flow";
import type { JournalEntry, Mode, Outcome, StepName } from "./types";

/** State of one step. */
export type StepState = "running" | "done" | "skipped" | "failed" | "superseded";

export type Knowledge = Partial<Record<StepName, StepState>>;

export type Decision =
  /** The steps that are due now, in parallel; some of them may be running already. */
  { due: StepName[] } | { outcome: Outcome };

/**
 * Computes the next steps from the state of all steps. Pure and total; the command line, the controller, the drill and the model
 * share it.
 */
export function decide(mode: Mode, known: Knowledge): Decision {
  const flow = FLOWS[mode];
  if (Object.values(known).includes("superseded")) return { outcome: "superseded" };
  const passed = (step: StepName): boolean =>
    known[step] === "done" || known[step] === "skipped" || (known[step] === "failed" && flow.bestEffort.includes(step));
  const rollBack = (outcome: Outcome): Decision => {
    const next = flow.rollback.find((step) => !passed(step));
    if (next === undefined) return { outcome: outcome };
    return known[next] === "failed" ? { outcome: "failed" } : { due: [next] };
  };

  for (const stage of flow.stages) {
    const heads = stage.branches.map((branch) => branch.find((step) => !passed(step)));
    const open = heads.filter((step) => step !== undefined);
    if (open.length === 0) continue;
    // After a rollback has begun no step goes forward again, whatever a second process reports.
    if (rollbackBegun(mode, known)) return rollBack("rolled-back");
    const due = open.filter((step) => known[step] !== "failed");
    if (due.length > 0) return { due };
    return stage.onFailure === "rollback" && !pastPointOfNoReturn(known)
      ? rollBack("rolled-back")
      : { outcome: "failed" };
  }
  return flow.alwaysRollBack ? rollBack("done") : { outcome: "done" };
}

function rollbackBegun(mode: Mode, known: Knowledge): boolean {
  return FLOWS[mode].rollback.some((step) => known[step] !== undefined && !goesForward(mode, step));
}

function goesForward(mode: Mode, step: StepName): boolean {
  return FLOWS[mode].stages.some(({ branches }) => branches.some((branch) => branch.includes(step)));
}

/** Whether the step, if called now, rolls back. */
export function rollsBack(mode: Mode, known: Knowledge, step: StepName): boolean {
  return FLOWS[mode].rollback.includes(step) && (!goesForward(mode, step) || rollbackBegun(mode, known));
}

/** Whether the step, if called now, would go forward although the run has begun to roll back. */
export function isStale(mode: Mode, known: Knowledge, step: StepName): boolean {
  return rollbackBegun(mode, known) && !FLOWS[mode].rollback.includes(step);
}

/**
 * Whether the step, if called now, would begin a rollback although a promotion may have been requested: a process that has not read the
 * journal since then takes an earlier step of its own for the reason to roll back.
 */
export function rollsBackTooLate(mode: Mode, known: Knowledge, step: StepName): boolean {
  return pastPointOfNoReturn(known) && !rollbackBegun(mode, known) && rollsBack(mode, known, step);
}

/**
 * The state from which a process resumes a run: failed steps are tried again. A failed rollback step stays failed and not unknown,
 * because the rollback has begun and the lease may be released already.
 */
export function resumed(mode: Mode, known: Knowledge): Knowledge {
  const kept: Knowledge = {};
  for (const [step, state] of Object.entries(known) as [StepName, StepState][]) {
    if (state !== "failed") kept[step] = state;
    else if (rollsBack(mode, {}, step)) kept[step] = "running";
  }
  return kept;
}

/** Whether the run can only go forward: a promotion may have been requested. */
export function pastPointOfNoReturn(known: Knowledge): boolean {
  return known.promote !== undefined;
}

/** The state of each step by the journal's entries, in any order. A step that was done once stays done. */
export function fold(entries: readonly JournalEntry[]): Knowledge {
  const newest = new Map<StepName, JournalEntry>();
  for (const entry of entries) {
    const other = newest.get(entry.step);
    if (other === undefined || rank(entry) > rank(other)) newest.set(entry.step, entry);
  }
  const known: Knowledge = {};
  for (const [step, { state }] of newest) known[step] = state === "started" ? "running" : state;
  return known;
}

function rank({ state, attempt }: JournalEntry): number {
  if (state === "done" || state === "skipped") return Number.POSITIVE_INFINITY;
  return attempt + (state === "failed" ? 0.5 : 0);
}

/** How often the step was begun. */
export function attempts(entries: readonly JournalEntry[], step: StepName): number {
  return Math.max(0, ...entries.filter((entry) => entry.step === step).map(({ attempt }) => attempt));
}
