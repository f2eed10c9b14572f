import { LEGEND } from "../../diagram/svg";
import type { Report } from "../../document";
import { escapeHtml } from "../escape-html";
import { nameOf, typeOf } from "../format";
import { type Section, table } from "../page";

/** The diagram with its legend. The resources of a part are shown when the part is selected. */
export function diagramSection({ diagram }: Report, svg: string): Section {
  const width = Number(/ width="([\d.]+)"/.exec(svg)?.[1] ?? 0);
  // The smallest width at which the text is readable; wide screens do not enlarge the diagram.
  const fitted = svg.replace(
    / width="[\d.]+" height="[\d.]+"/,
    ` style="--readable:${Math.round(width * 0.68)}px;max-width:${Math.round(width)}px"`,
  );
  const key = Object.entries(LEGEND).map(
    ([kind, meaning]) =>
      `<li><svg class="diagram" viewBox="0 0 40 10" aria-hidden="true"><path class="path ${kind}" d="M0 5H40"/></svg>${escapeHtml(meaning)}</li>`,
  );
  const details = diagram.parts
    .filter(({ resources }) => resources.length > 0)
    .map(({ id, group, label, resources }) => {
      const groupLabel = diagram.groups.find((candidate) => candidate.id === group)?.label ?? "";
      const rows = resources.map(({ urn, type, region, properties }) => [
        { html: `<span class="type">${escapeHtml(typeOf(type))}</span>` },
        nameOf(urn),
        region ?? "–",
        properties.map(({ name, value }) => `${name} ${value}`).join("; ") || "–",
      ]);
      return `<article class="part-details" id="part-${escapeHtml(id)}"><a class="close" href="#diagram">close</a><h3>${escapeHtml(label)}</h3><p class="soft">${escapeHtml(groupLabel)}</p>${table(`Resources of ${label}`, ["Type", "Name", "Region", "Key properties"], rows, "cards-when-narrow")}</article>`;
    });
  return {
    id: "diagram",
    title: "The system",
    html: `<p class="screen">Select a part to see its resources.</p><ul class="legend">${key.join("")}</ul><input type="checkbox" id="full-size"><label for="full-size">Full size</label><div class="canvas" tabindex="0" role="region" aria-label="Diagram of the system">${fitted}</div>${details.join("")}`,
  };
}
