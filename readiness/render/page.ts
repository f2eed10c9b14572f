import type { Budget } from "../document";
import { escapeHtml } from "./escape-html";

/** A section of the page. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly html: string;
}

export type Cell = string | { readonly html: string; readonly numeric?: boolean };

/**
 * A table that scrolls horizontally if it is too wide.
 * @param className "cards-when-narrow" shows rows as cards on narrow screens
 */
export function table(
  caption: string,
  head: readonly string[],
  rows: readonly (readonly Cell[])[],
  className = "",
): string {
  const numeric = (column: number) => rows.some((row) => typeof row[column] === "object" && row[column].numeric);
  const heads = head.map(
    (text, column) => `<th scope="col"${numeric(column) ? ' class="number"' : ""}>${escapeHtml(text)}</th>`,
  );
  const body = rows.map((row) => `<tr>${row.map((cell, index) => renderCell(cell, head[index] ?? "")).join("")}</tr>`);
  return `<div class="scroll" tabindex="0" role="region" aria-label="${escapeHtml(caption)}"><table class="${className}"><caption>${escapeHtml(caption)}</caption><thead><tr>${heads.join("")}</tr></thead><tbody>${body.join("")}</tbody></table></div>`;
}

function renderCell(cell: Cell, head: string): string {
  const { html, numeric = false } = typeof cell === "string" ? { html: escapeHtml(cell) } : cell;
  return `<td data-label="${escapeHtml(head)}"${numeric ? ' class="number"' : ""}><div>${html}</div></td>`;
}

/** A right-aligned number. */
export function number(text: string): Cell {
  return { html: escapeHtml(text), numeric: true };
}

export type Tone = "good" | "warn" | "bad" | "quiet";

/** Tones of the verdicts on an objective. */
export const VERDICT_TONES: Readonly<Record<Budget["recoveryTime"], Tone>> = {
  met: "good",
  "at risk": "warn",
  missed: "bad",
};

/** A coloured label. The text carries the meaning; the colour only repeats it. */
export function badge(text: string, tone: Tone): string {
  return `<span class="badge ${tone}">${escapeHtml(text)}</span>`;
}

/** A bulleted list of HTML items. */
export function list(items: readonly string[]): string {
  return `<ul>${items.map((item) => `<li>${item}</li>`).join("")}</ul>`;
}
