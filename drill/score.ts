import type { Recovery } from "./result";
import type { Scenario } from "./scenarios/scenario";
import type { Sample } from "./testbed/load/outcome";

/** The largest share of the last requests that no region may have taken. More means that the system has not recovered. */
const MAX_UNROUTED_SHARE = 0.1;
/** The largest share of the last requests that may fail in other ways, as they do on a machine that is busy with other work. */
const MAX_ERROR_SHARE = 0.5;

/** From shortly before a fault until the promotion that follows it, in milliseconds since the drill began. */
export interface LossWindow {
  readonly from: number;
  readonly until: number;
}

/** The measurements that decide whether a drill passed. */
export interface Evidence {
  readonly recovery: Recovery;
  readonly dualWrites: readonly number[];
  /** The acknowledged writes that are lost, as their clients saw them. */
  readonly lost: readonly Sample[];
  /** When acknowledged writes may be lost, by their acknowledgement. */
  readonly lossWindows: readonly LossWindow[];
  /** The load of the last seconds, by when the system must have recovered. */
  readonly last: readonly Sample[];
  /** The error that stopped the scenario; null when it ran to its end. */
  readonly error: string | null;
}

/** The reasons why the drill did not pass; empty when it passed. */
export function scoreDrill(scenario: Pick<Scenario, "mayLose">, evidence: Evidence): string[] {
  const { recovery, dualWrites, lost, lossWindows, last, error } = evidence;
  if (error !== null) return [error];
  const expected = (ended: number) => lossWindows.some(({ from, until }) => ended >= from && ended <= until);
  const unexpected = lost.filter(({ ended }) => !scenario.mayLose || !expected(ended));
  const unrouted = last.filter(({ outcome }) => outcome !== "ok" && outcome !== "error");
  const errors = last.filter(({ outcome }) => outcome === "error");
  return [
    dualWrites.length > 0 && `${dualWrites.length} writes were accepted by both regions: ${list(dualWrites)}`,
    unexpected.length > 0 &&
      `${unexpected.length} acknowledged writes are lost that no fault explains: ${list(unexpected.map(({ number }) => number ?? 0))}`,
    recovery.detect !== null && recovery.detect < 0 && "the region was detected as lost before the fault",
    recovery.firstRead === null && "the new active region answered no read",
    recovery.firstWrite === null && "the new active region acknowledged no write",
    last.length === 0 && "there was no load at the end",
    unrouted.length > last.length * MAX_UNROUTED_SHARE &&
      `${unrouted.length} of the last ${last.length} requests reached no region`,
    errors.length > last.length * MAX_ERROR_SHARE && `${errors.length} of the last ${last.length} requests failed`,
  ].filter((failure) => failure !== false);
}

function list(numbers: readonly number[]): string {
  const shown = numbers.slice(0, 20).join(", ");
  return numbers.length > 20 ? `${shown}, …` : shown;
}
