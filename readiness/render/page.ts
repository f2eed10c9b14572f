import { escapeHtml } from "./escape-html";

/** A section of the page, named for its link and its heading. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly html: string;
}

export type Cell = string | { readonly html: string; readonly numeric?: boolean };

/** A table that scrolls sideways where it is too wide, and turns into cards on a narrow screen. */
export function table(caption: string, head: readonly string[], rows: readonly (readonly Cell[])[], look = ""): string {
  const numeric = (column: number) => rows.some((row) => typeof row[column] === "object" && row[column].numeric);
  const heads = head.map(
    (text, column) => `<th scope="col"${numeric(column) ? ' class="number"' : ""}>${escapeHtml(text)}</th>`,
  );
  const body = rows.map((row) => `<tr>${row.map((cell, index) => renderCell(cell, head[index] ?? "")).join("")}</tr>`);
  return `<div class="scroll" tabindex="0" role="region" aria-label="${escapeHtml(caption)}"><table class="${look}"><caption>${escapeHtml(caption)}</caption><thead><tr>${heads.join("")}</tr></thead><tbody>${body.join("")}</tbody></table></div>`;
}

function renderCell(cell: Cell, head: string): string {
  const { html, numeric = false } = typeof cell === "string" ? { html: escapeHtml(cell) } : cell;
  return `<td data-label="${escapeHtml(head)}"${numeric ? ' class="number"' : ""}><div>${html}</div></td>`;
}

/** A figure, set to the right. */
export function number(text: string): Cell {
  return { html: escapeHtml(text), numeric: true };
}

export type Tone = "good" | "warn" | "bad" | "quiet";

/** A word with a colour, which is never the only sign. */
export function badge(text: string, tone: Tone): string {
  return `<span class="badge ${tone}">${escapeHtml(text)}</span>`;
}

export function list(items: readonly string[]): string {
  return `<ul>${items.map((item) => `<li>${item}</li>`).join("")}</ul>`;
}
