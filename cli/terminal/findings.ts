import type { PreflightResult } from "../../automation";

/** Renders the findings of a preflight as a table. */
export function renderFindings({ to, findings }: Pick<PreflightResult, "to" | "findings">): string {
  const width = Math.max(...findings.map(({ check }) => check.length));
  const lines = findings.map(({ check, state, detail }) => `  ${check.padEnd(width)}  ${state.padEnd(7)}  ${detail}`);
  const count = (wanted: string) => findings.filter(({ state }) => state === wanted).length;
  const unknown = count("unknown") > 0 ? `, ${count("unknown")} not decided` : "";
  const end = `${count("failed") === 0 ? "no check failed" : `${count("failed")} of ${findings.length} checks failed`}${unknown}`;
  return [to === undefined ? "account:" : `failover to ${to}:`, ...lines, end].join("\n");
}
