import type { Difference, Parity, Report } from "../../document";
import { escapeHtml } from "../escape-html";
import { count, typeOf } from "../format";
import { type Section, table } from "../page";

/** Where a region and its counterpart differ, and whether the configuration says so. */
export function paritySection({ parity }: Report): Section {
  return { id: "parity", title: "Drift of the parity", html: parity.map(pair).join("") };
}

function pair({ region, counterpart, compared, differences }: Parity): string {
  const drifted = differences.filter(({ configured }) => !configured);
  const configured = differences.filter((difference) => difference.configured);
  return [
    `<h3>${escapeHtml(region)} and ${escapeHtml(counterpart)}</h3>`,
    `<p>${count(compared, "resource")} compared: ${drifted.length === 0 ? "no difference that the configuration does not ask for" : `<strong>${count(drifted.length, "difference")} that nothing in the configuration asks for</strong>`}, ${configured.length} configured.</p>`,
    drifted.length > 0 ? differing("Drifted apart", drifted, region, counterpart) : "",
    `<details><summary>${count(configured.length, "configured difference")}</summary>${differing("Configured to differ", configured, region, counterpart)}</details>`,
  ].join("");
}

function differing(caption: string, differences: readonly Difference[], region: string, counterpart: string): string {
  const rows = differences.map(({ resource, type, property, here, there, reason }) => [
    { html: `${escapeHtml(resource)}<br><span class="type">${escapeHtml(typeOf(type))}</span>` },
    property || "the whole resource",
    { html: `<code>${escapeHtml(here)}</code>` },
    { html: `<code>${escapeHtml(there)}</code>` },
    reason,
  ]);
  return table(caption, ["Resource", "Property", region, counterpart, "Why"], rows, "cards-when-narrow");
}
