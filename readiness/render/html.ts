import type { Report } from "../document";
import { escapeHtml } from "./escape-html";
import { budgetSection } from "./sections/budget";
import { costSection } from "./sections/cost";
import { databaseKindsSection } from "./sections/database-kinds";
import { diagramSection } from "./sections/diagram";
import { failuresSection } from "./sections/failures";
import { paritySection } from "./sections/parity";
import { policiesSection } from "./sections/policies";
import { conclusion, summaryCards } from "./sections/summary";
import { STYLE } from "./style";

/** Inputs of the page besides the report. */
export interface PageOptions {
  /** The rendered diagram. */
  readonly svg: string;
  /** Path from the page's folder to the one that contains policy/RULES.md, such as "../". */
  readonly base: string;
}

/** The report as a single page without scripts or external resources, for a disk, a mail attachment or build artefacts. */
export function renderHtml(report: Report, { svg, base }: PageOptions): string {
  const sections = [
    diagramSection(report, svg),
    budgetSection(report),
    failuresSection(report, base),
    policiesSection(report, base),
    costSection(report),
    databaseKindsSection(report),
    paritySection(report),
  ];
  const links = sections.map(({ id, title }) => `<a href="#${id}">${escapeHtml(title)}</a>`);
  const { regions, routing, trigger, leaseRegions } = report.topology;
  const setup = `${regions.map(({ region, role, quarantined }) => `${region} (${quarantined ? "quarantined" : role})`).join(", ")}; lease in ${leaseRegions.join(", ")}; routing ${routing}; trigger ${trigger}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>Readiness of ${escapeHtml(report.project)}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>Readiness of ${escapeHtml(report.project)}</h1>
<p class="lead">${escapeHtml(conclusion(report))}</p>
<p class="soft">${escapeHtml(setup)}.</p>
${summaryCards(report)}
<nav aria-label="Sections">${links.join("")}</nav>
</header>
<main>
${sections.map(({ id, title, html }) => `<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${escapeHtml(title)}</h2>${html}</section>`).join("\n")}
</main>
<footer>Computed from the resources that the program registers, on ${escapeHtml(report.generatedAt)}. Nothing was measured on AWS; use <code>redoubt rehearse</code> for that.</footer>
</body>
</html>
`;
}
