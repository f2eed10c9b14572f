import type { Control, Failure, Report } from "../../document";
import { escapeHtml } from "../escape-html";
import { badge, list, type Section, type Tone, table } from "../page";

const TONES: Readonly<Record<Failure["automatic"], Tone>> = { yes: "good", partly: "warn", no: "bad" };

/**
 * The failure matrix: the registered controls that detect and handle each failure.
 * @param base prefix of the links to the policy catalogue
 */
export function failuresSection({ failures }: Report, base: string): Section {
  const rows = failures.map(({ title, detectedBy, handledBy, automatic, outage, lost }) => [
    { html: `<strong>${escapeHtml(title)}</strong>` },
    { html: controls(detectedBy, base) },
    { html: controls(handledBy, base) },
    { html: badge(automatic, TONES[automatic]) },
    outage,
    lost,
  ]);
  return {
    id: "failures",
    title: "Failure matrix",
    html: [
      "<p>A control is present only if the program registers its resources and they comply with the policy rules listed with it.</p>",
      table(
        "Failures and the controls against them",
        ["Failure", "Detected by", "Handled by", "Automatic", "Outage", "Lost"],
        rows,
        "cards-when-narrow matrix",
      ),
    ].join(""),
  };
}

function controls(all: readonly Control[], base: string): string {
  if (all.length === 0) return '<span class="soft">nothing registered</span>';
  return list(
    all.map(({ control, policies, present }) => {
      const text = present ? escapeHtml(control) : `<span class="missing">missing: ${escapeHtml(control)}</span>`;
      const links = policies.map(
        (policy) => `<a href="${escapeHtml(`${base}policy/RULES.md#${policy}`)}">${policy}</a>`,
      );
      return links.length > 0 ? `${text} <span class="aside">(${links.join(", ")})</span>` : text;
    }),
  );
}
