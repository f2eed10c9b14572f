import type { Change } from "../compare";
import { rows } from "./markdown";

/** What a change does to the report, for a pull request's summary. */
export function renderChanges(changes: readonly Change[]): string {
  if (changes.length === 0) return "## What this changes\n\nNothing that the readiness report shows.\n";
  const parts = [...new Set(changes.map(({ part }) => part))];
  const tables = parts.map((part) => {
    const own = changes.filter((change) => change.part === part);
    const title = `### ${part.charAt(0).toUpperCase()}${part.slice(1)}`;
    return `${title}\n\n${rows(
      ["What", "Before", "After"],
      own.map(({ what, before, after }) => [what, before, after]),
    )}`;
  });
  return `## What this changes\n\n${tables.join("\n\n")}\n`;
}
