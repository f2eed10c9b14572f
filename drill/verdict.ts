import type { Sample } from "./load/outcome";
import type { Recovery } from "./result";
import type { Scenario } from "./scenarios/scenario";

/** The share of the last requests that must be answered well: the machine that plays it may be busy with other things. */
const WELL = 0.9;

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
  const unwell = last.filter(({ outcome }) => outcome !== "ok");
  return [
    dualWrites.length > 0 && `${dualWrites.length} writes were accepted by both regions: ${some(dualWrites)}`,
    inexcusable.length > 0 &&
      `${inexcusable.length} acknowledged writes are lost without a region having been lost: ${some(inexcusable.map(({ number }) => number ?? 0))}`,
    recovery.detect !== null && recovery.detect < 0 && "the region was taken for lost before it was",
    recovery.firstRead === null && "the new active region answered no read",
    recovery.firstWrite === null && "the new active region acknowledged no write",
    last.length === 0 && "there was no load at the end",
    unwell.length > last.length * (1 - WELL) &&
      `${unwell.length} of the last ${last.length} requests were not answered well`,
  ].filter((failure) => failure !== false);
}

function some(numbers: readonly number[]): string {
  const shown = numbers.slice(0, 20).join(", ");
  return numbers.length > 20 ? `${shown}, …` : shown;
}
