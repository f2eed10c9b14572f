import type { Recovery } from "./result";
import type { Scenario } from "./scenarios/scenario";
import type { Sample } from "./testbed/load/outcome";

/** Of the last requests, the most that may find no region that takes them: a sign that the system is not whole again. */
const ASTRAY = 0.1;
/** Of the last requests, the most that may fail otherwise, as on a machine that is busy with other things as well. */
const ERRORS = 0.5;

/** What a drill is judged by. */
export interface Evidence {
  readonly recovery: Recovery;
  readonly dualWrites: readonly number[];
  /** The acknowledged writes that are lost, as their clients saw them. */
  readonly lost: readonly Sample[];
  /** Milliseconds since the drill began at which the first run had promoted the other database; null when none did. */
  readonly promotedAt: number | null;
  /** The load of the last seconds, when everything should be well again. */
  readonly last: readonly Sample[];
  /** What ended the scenario before its end; null when nothing did. */
  readonly broken: string | null;
}

/** Why the drill did not pass; empty when it did. */
export function judge(scenario: Pick<Scenario, "mayLose">, evidence: Evidence): string[] {
  const { recovery, dualWrites, lost, promotedAt, last, broken } = evidence;
  if (broken !== null) return [broken];
  const inexcusable = lost.filter(({ ended }) => !scenario.mayLose || promotedAt === null || ended > promotedAt);
  const astray = last.filter(({ outcome }) => outcome !== "ok" && outcome !== "error");
  const errors = last.filter(({ outcome }) => outcome === "error");
  return [
    dualWrites.length > 0 && `${dualWrites.length} writes were accepted by both regions: ${some(dualWrites)}`,
    inexcusable.length > 0 &&
      `${inexcusable.length} acknowledged writes are lost without a region having been lost: ${some(inexcusable.map(({ number }) => number ?? 0))}`,
    recovery.detect !== null && recovery.detect < 0 && "the region was taken for lost before it was",
    recovery.firstRead === null && "the new active region answered no read",
    recovery.firstWrite === null && "the new active region acknowledged no write",
    last.length === 0 && "there was no load at the end",
    astray.length > last.length * ASTRAY && `${astray.length} of the last ${last.length} requests found no region`,
    errors.length > last.length * ERRORS && `${errors.length} of the last ${last.length} requests failed`,
  ].filter((failure) => failure !== false);
}

function some(numbers: readonly number[]): string {
  const shown = numbers.slice(0, 20).join(", ");
  return numbers.length > 20 ? `${shown}, …` : shown;
}
