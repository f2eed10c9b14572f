import type { Control, Failure, Report } from "../../document";
import { escapeHtml } from "../escape-html";
import { badge, list, type Section, type Tone, table } from "../page";

const tones: Readonly<Record<Failure["automatic"], Tone>> = { yes: "good", partly: "warn", no: "bad" };

/** Each failure with what detects and handles it, of what is really registered. */
export function failuresSection({ failures }: Report): Section {
  const rows = failures.map(({ title, detectedBy, handledBy, automatic, outage, lost }) => [
    { html: `<strong>${escapeHtml(title)}</strong>` },
    { html: controls(detectedBy, "nothing registered") },
    { html: controls(handledBy, "nothing registered") },
    { html: badge(automatic, tones[automatic]) },
    outage,
    lost,
  ]);
  return {
    id: "failures",
    title: "Failure matrix",
    html: [
      "<p>Every control is looked for among the resources that the program registers: one that is removed from the program is missing here.</p>",
      table(
        "What happens when something fails",
        ["Failure", "Detected by", "Handled by", "By itself", "Outage", "Lost"],
        rows,
        "cards-when-narrow matrix",
      ),
    ].join(""),
  };
}

function controls(all: readonly Control[], none: string): string {
  if (all.length === 0) return `<span class="soft">${none}</span>`;
  return list(
    all.map(({ what, present }) =>
      present ? escapeHtml(what) : `<span class="missing">missing: ${escapeHtml(what)}</span>`,
    ),
  );
}
