import type { Change } from "../compare";
import { rows } from "./markdown";

/** The changes between two reports as Markdown, for the summary of a pull request. */
export function renderChanges(changes: readonly Change[]): string {
  if (changes.length === 0) return "## Readiness changes\n\nNone.\n";
  const sections = [...new Set(changes.map(({ section }) => section))];
  const tables = sections.map((section) => {
    const own = changes.filter((change) => change.section === section);
    const title = `### ${section.charAt(0).toUpperCase()}${section.slice(1)}`;
    return `${title}\n\n${rows(
      ["Item", "Before", "After"],
      own.map(({ item, before, after }) => [item, before, after]),
    )}`;
  });
  return `## Readiness changes\n\n${tables.join("\n\n")}\n`;
}
