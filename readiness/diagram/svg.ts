import type { Diagram } from "../document";
import { escapeHtml } from "../render/escape-html";
import { type Box, FONT_SIZES, type Layout } from "./layout";

type Part = Diagram["parts"][number];
type Kind = Diagram["paths"][number]["kind"];

const KINDS: readonly Kind[] = ["traffic", "failover", "data", "replication", "control"];

/** Colours for light and dark mode, with a contrast of at least 4.5:1 for text and 3:1 for lines. */
const STYLE = `
.diagram { --ground:#ffffff; --ink:#1a2230; --soft:#55606f; --box:#ffffff; --line:#8a94a3; --edge-fill:#f3f1fb; --edge-line:#7a66c4;
  --active-fill:#e9f5ee; --active-line:#1c7c4a; --standby-fill:#eef3fa; --standby-line:#3a6ea8; --shared-fill:#f6f4ef; --shared-line:#8b7a50;
  --traffic:#1c7c4a; --failover:#b4560b; --data:#55606f; --replication:#7a3fb0; --control:#8a5a00;
  font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; color: var(--ink); }
@media (prefers-color-scheme: dark) { .diagram { --ground:#12161c; --ink:#e8ecf2; --soft:#a9b4c2; --box:#1b212a; --line:#697686;
  --edge-fill:#1d1a2b; --edge-line:#a493ee; --active-fill:#12251b; --active-line:#4fc286; --standby-fill:#142130; --standby-line:#7fb2ee;
  --shared-fill:#221f17; --shared-line:#c5b27d; --traffic:#4fc286; --failover:#f0994a; --data:#a9b4c2; --replication:#c79bf2; --control:#dcb45c; } }
@media print { .diagram { --ground:#ffffff; --ink:#1a2230; --soft:#55606f; --box:#ffffff; --line:#8a94a3; --edge-fill:#f3f1fb; --edge-line:#7a66c4;
  --active-fill:#e9f5ee; --active-line:#1c7c4a; --standby-fill:#eef3fa; --standby-line:#3a6ea8; --shared-fill:#f6f4ef; --shared-line:#8b7a50;
  --traffic:#1c7c4a; --failover:#b4560b; --data:#55606f; --replication:#7a3fb0; --control:#8a5a00; } }
.diagram text { fill: var(--ink); }
.diagram .group rect { stroke-width: 1.5; rx: 12; }
.diagram .title { font-size: ${FONT_SIZES.group}px; font-weight: 650; paint-order: stroke; stroke-width: 8px; stroke-linejoin: round; }
.diagram .edge.title { stroke: var(--edge-fill); } .diagram .active.title { stroke: var(--active-fill); }
.diagram .standby.title { stroke: var(--standby-fill); } .diagram .shared.title { stroke: var(--shared-fill); }
.diagram .edge rect { fill: var(--edge-fill); stroke: var(--edge-line); }
.diagram .active rect { fill: var(--active-fill); stroke: var(--active-line); stroke-width: 2.5; }
.diagram .standby rect { fill: var(--standby-fill); stroke: var(--standby-line); stroke-dasharray: 7 5; }
.diagram .shared rect { fill: var(--shared-fill); stroke: var(--shared-line); }
.diagram .part rect { fill: var(--box); stroke: var(--line); stroke-width: 1.2; rx: 7; }
.diagram a.part:hover rect, .diagram a.part:focus-visible rect { stroke: var(--ink); stroke-width: 2.5; }
.diagram a.part { outline: none; }
.diagram .label { font-size: ${FONT_SIZES.label}px; font-weight: 600; }
.diagram .summary { font-size: ${FONT_SIZES.summary}px; fill: var(--soft); }
.diagram .path { fill: none; stroke-width: 1.6; }
.diagram .path-label { font-size: ${FONT_SIZES.path}px; paint-order: stroke; stroke: var(--ground); stroke-width: 5px; stroke-linejoin: round; }
${KINDS.map((kind) => `.diagram .${kind} { stroke: var(--${kind}); } .diagram .${kind}-head { fill: var(--${kind}); } .diagram .${kind}-label { fill: var(--${kind}); }`).join("\n")}
.diagram .traffic { stroke-width: 3; }
.diagram .failover { stroke-width: 2.4; stroke-dasharray: 9 6; }
.diagram .replication { stroke-width: 2.2; stroke-dasharray: 2 5; stroke-linecap: round; }
.diagram .control { stroke-dasharray: 5 4; }
`;

/** Legend of the path kinds. */
export const LEGEND: Readonly<Record<Kind, string>> = {
  traffic: "traffic",
  failover: "traffic after a failure of the active region",
  data: "calls within a region",
  replication: "replication between regions",
  control: "control",
};

/** The diagram as a self-contained SVG with colours for light and dark mode. Parts with resources link to `#part-…`. */
export function renderSvg(diagram: Diagram, layout: Layout): string {
  const { width, height } = layout;
  const groups = diagram.groups.flatMap(({ id, label, kind, role }) => {
    const box = layout.boxes.get(id);
    if (!box || kind === "outside") return [];
    const look = kind === "global" ? "shared" : kind === "edge" ? "edge" : role;
    const title = `<text class="title ${look}" x="${round(box.x + 18)}" y="${round(box.y + 28)}">${escapeHtml(label)}</text>`;
    return [{ ground: `<g class="group ${look}">${rect(box)}</g>`, title }];
  });
  const lines = layout.paths.map(({ path, points }) => {
    const d = points.map(({ x, y }, index) => `${index === 0 ? "M" : "L"}${round(x)} ${round(y)}`).join(" ");
    return `<path class="path ${path.kind}" d="${d}" marker-end="url(#head-${path.kind})"/>`;
  });
  const labels = layout.paths.flatMap(({ path, label }) => {
    if (!label) return [];
    const [x, y] = [round(label.x + 4), round(label.y + label.height - 5)];
    return [`<text class="path-label ${path.kind}-label" x="${x}" y="${y}">${escapeHtml(path.label)}</text>`];
  });
  const heads = KINDS.map(
    (kind) =>
      `<marker id="head-${kind}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="11" markerHeight="11" markerUnits="userSpaceOnUse" orient="auto"><path class="${kind}-head" d="M0 0L10 5L0 10z"/></marker>`,
  );
  const boxes = diagram.parts.map((part) => renderPart(part, layout.boxes.get(part.id)));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="diagram" viewBox="0 0 ${round(width)} ${round(height)}" width="${round(width)}" height="${round(height)}" role="group" aria-label="The system: edge, regions and the paths between them">`,
    `<style>${STYLE}</style>`,
    `<defs>${heads.join("")}</defs>`,
    ...groups.map(({ ground }) => ground),
    ...lines,
    // Titles are drawn above the lines.
    ...groups.map(({ title }) => title),
    ...boxes,
    ...labels,
    "</svg>",
  ].join("\n");
}

function renderPart({ id, label, summary, resources }: Part, box: Box | undefined): string {
  if (!box) return "";
  const middle = round(box.x + box.width / 2);
  const first = summary ? box.y + 23 : box.y + box.height / 2 + 5;
  const inside = [
    rect(box),
    `<text class="label" text-anchor="middle" x="${middle}" y="${round(first)}">${escapeHtml(label)}</text>`,
    summary
      ? `<text class="summary" text-anchor="middle" x="${middle}" y="${round(box.y + 42)}">${escapeHtml(summary)}</text>`
      : "",
  ].join("");
  if (resources.length === 0) return `<g class="part">${inside}</g>`;
  const title = `${label}: ${resources.length} resource${resources.length === 1 ? "" : "s"}`;
  return `<a class="part" href="#part-${escapeHtml(id)}"><title>${escapeHtml(title)}</title>${inside}</a>`;
}

function rect({ x, y, width, height }: Box): string {
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"/>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
