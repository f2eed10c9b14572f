import type { StateMachine } from "../adapters/aws/executions";
import type { JournalPort } from "../protocol/ports";
import type { Lease } from "../protocol/types";
import { finished } from "../run/plan";

/** How long a run may last, or hold writes, before every site raises an alarm, seconds. A planned run holds writes for minutes. */
const OVERDUE_SECONDS = 15 * 60;
/** How long a run without a new journal entry counts as being carried out by its command, seconds. */
const QUIET_SECONDS = 3 * 60;
/** At most one execution resumes a run in this time, seconds. */
const RESUME_SECONDS = 10 * 60;

type Journal = Awaited<ReturnType<JournalPort["read"]>>;

/** The run that holds the lease, unless it is done or rolled back. */
export interface UnfinishedRun {
  readonly run: string;
  readonly to: string;
  /** For longer than the limit. */
  readonly overdue: boolean;
  /** Milliseconds since 1970 of its plan, or of its last journal entry. */
  readonly lastEntryAt: number;
}

/**
 * The unfinished run that holds the lease; undefined if there is none.
 * @param journal of the lease's run; null when the lease has no run
 * @param now milliseconds since 1970
 */
export function unfinishedRun(lease: Lease, journal: Journal, now: number): UnfinishedRun | undefined {
  if (lease.run === null || journal === null) return undefined;
  const { plan, entries } = journal;
  if (finished(journal)) return undefined;
  return {
    run: plan.run,
    to: plan.to,
    overdue: now - plan.createdAt > OVERDUE_SECONDS * 1000,
    lastEntryAt: Math.max(plan.createdAt, ...entries.map(({ at }) => at)),
  };
}

/** Whether people must be notified: the run lasts too long, or writes are held and no run can be found that would open them. */
export function isOverdue(lease: Lease, run: UnfinishedRun | undefined): boolean {
  return run === undefined ? lease.writes === "held" : run.overdue;
}

/**
 * Resumes a run to this region that nobody carries out: its command was interrupted, or its execution failed.
 * @returns whether an execution was started
 */
export async function resume(
  run: UnfinishedRun | undefined,
  home: string,
  stateMachine: Pick<StateMachine, "isRunning" | "start">,
  now: number,
): Promise<boolean> {
  if (run === undefined || run.to !== home || now - run.lastEntryAt < QUIET_SECONDS * 1000) return false;
  if (await stateMachine.isRunning()) return false;
  const attempt = Math.floor(now / (RESUME_SECONDS * 1000));
  return (await stateMachine.start(`${run.run}-resumed-${attempt}`, { run: run.run })) !== undefined;
}
