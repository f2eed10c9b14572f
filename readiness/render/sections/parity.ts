import type { Difference, Parity, Report } from "../../document";
import { escapeHtml } from "../escape-html";
import { count, typeOf } from "../format";
import { type Section, table } from "../page";

/** The differences between the active region and each standby region. */
export function paritySection({ parity }: Report): Section {
  return { id: "parity", title: "Parity of the regions", html: parity.map(pair).join("") };
}

function pair({ activeRegion, standbyRegion, compared, differences }: Parity): string {
  const drifted = differences.filter(({ configured }) => !configured);
  const configured = differences.filter((difference) => difference.configured);
  return [
    `<h3>${escapeHtml(activeRegion)} and ${escapeHtml(standbyRegion)}</h3>`,
    `<p>${count(compared, "resource")} compared: ${drifted.length === 0 ? "no drift" : `<strong>${count(drifted.length, "difference")} not explained by the configuration</strong>`}, ${count(configured.length, "configured difference")}.</p>`,
    drifted.length > 0 ? differenceTable("Drift", drifted, activeRegion, standbyRegion) : "",
    `<details><summary>${count(configured.length, "configured difference")}</summary>${differenceTable("Configured differences", configured, activeRegion, standbyRegion)}</details>`,
  ].join("");
}

function differenceTable(
  caption: string,
  differences: readonly Difference[],
  activeRegion: string,
  standbyRegion: string,
): string {
  const rows = differences.map(({ resource, type, property, active, standby, reason }) => [
    { html: `${escapeHtml(resource)}<br><span class="type">${escapeHtml(typeOf(type))}</span>` },
    property || "the whole resource",
    { html: `<code>${escapeHtml(active)}</code>` },
    { html: `<code>${escapeHtml(standby)}</code>` },
    reason,
  ]);
  return table(caption, ["Resource", "Property", activeRegion, standbyRegion, "Reason"], rows, "cards-when-narrow");
}
