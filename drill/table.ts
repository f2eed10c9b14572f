import type { DrillResult, Recovery } from "./result";
import { OUTCOMES } from "./testbed/load/outcome";

/** What each part of the recovery is called, in the order in which it comes. */
export const RECOVERY_PARTS: Readonly<Record<keyof Recovery, string>> = {
  detect: "detected",
  decide: "decided",
  promote: "promoted",
  switch: "edge switched",
  firstRead: "first good read",
  firstWrite: "first good write",
};

/** The result for a terminal: what was measured, and whether it passed. */
export function renderTable(result: DrillResult): string {
  const { scenario, seed, settings, recovery, requests, acknowledgedLost, dualWrites, passed, failures } = result;
  const { leaseSeconds, writeSeconds } = settings.lease;
  const rows = [
    ...Object.entries(RECOVERY_PARTS).map(([part, title]) => [title, formatSeconds(recovery[part as keyof Recovery])]),
    ...OUTCOMES.map((outcome) => [
      `requests ${outcome}`,
      `${requests.read[outcome]} reads, ${requests.write[outcome]} writes`,
    ]),
    ["acknowledged writes lost", numbers(acknowledgedLost)],
    ["writes that both regions accepted", numbers(dualWrites)],
  ];
  const width = Math.max(...rows.map(([title = ""]) => title.length));
  return [
    `${scenario}, seed ${seed}: ${result.story}`,
    `lease ${leaseSeconds} s, writes at most ${writeSeconds} s, ${settings.rate} requests a second`,
    "",
    ...rows.map(([title = "", value = ""]) => `  ${title.padEnd(width)}  ${value}`),
    "",
    passed ? "PASSED" : `FAILED: ${failures.join("; ")}`,
  ].join("\n");
}

export function formatSeconds(seconds: number | null): string {
  return seconds === null ? "–" : `${seconds.toFixed(1)} s`;
}

/** How many, and which. */
export function numbers(list: readonly number[], shown = 10): string {
  if (list.length === 0) return "none";
  return `${list.length}: ${list.slice(0, shown).join(", ")}${list.length > shown ? ", …" : ""}`;
}
