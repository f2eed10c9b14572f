import type { Difference, Report, Twins } from "../../document";
import { escapeHtml } from "../escape-html";
import { type Section, table } from "../page";
import { count, typeOf } from "../words";

/** Where a region and its twin differ, and whether the configuration says so. */
export function twinsSection({ twins }: Report): Section {
  return { id: "twins", title: "Drift of the twins", html: twins.map(pair).join("") };
}

function pair({ region, twin, compared, differences }: Twins): string {
  const drifted = differences.filter(({ configured }) => !configured);
  const configured = differences.filter((difference) => difference.configured);
  return [
    `<h3>${escapeHtml(region)} and ${escapeHtml(twin)}</h3>`,
    `<p>${count(compared, "resource")} compared: ${drifted.length === 0 ? "no difference that the configuration does not ask for" : `<strong>${count(drifted.length, "difference")} that nothing in the configuration asks for</strong>`}, ${configured.length} configured.</p>`,
    drifted.length > 0 ? differing("Drifted apart", drifted, region, twin) : "",
    `<details><summary>${count(configured.length, "configured difference")}</summary>${differing("Configured to differ", configured, region, twin)}</details>`,
  ].join("");
}

function differing(caption: string, differences: readonly Difference[], region: string, twin: string): string {
  const rows = differences.map(({ resource, type, property, here, there, reason }) => [
    { html: `${escapeHtml(resource)}<br><span class="type">${escapeHtml(typeOf(type))}</span>` },
    property || "the whole resource",
    { html: `<code>${escapeHtml(here)}</code>` },
    { html: `<code>${escapeHtml(there)}</code>` },
    reason,
  ]);
  return table(caption, ["Resource", "Property", region, twin, "Why"], rows, "cards-when-narrow");
}
