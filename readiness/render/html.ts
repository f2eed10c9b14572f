import type { Report } from "../document";
import { escapeHtml } from "./escape-html";
import { budgetSection } from "./sections/budget";
import { costSection } from "./sections/cost";
import { diagramSection } from "./sections/diagram";
import { failuresSection } from "./sections/failures";
import { paritySection } from "./sections/parity";
import { policiesSection } from "./sections/policies";
import { answer, summaryCards } from "./sections/summary";
import { style } from "./style";

/** What the page has beside the report. */
export interface PageOptions {
  /** The diagram, laid out. */
  readonly svg: string;
  /** What leads from the page's folder to the project's, such as "../". */
  readonly base: string;
}

/** The report as one page without scripts, that loads nothing: readable from a disk, an attachment or a build's artefacts. */
export function renderHtml(report: Report, { svg, base }: PageOptions): string {
  const sections = [
    diagramSection(report, svg),
    budgetSection(report),
    failuresSection(report),
    policiesSection(report, base),
    costSection(report),
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
<style>${style}</style>
</head>
<body>
<header>
<h1>Readiness of ${escapeHtml(report.project)}</h1>
<p class="lead">${escapeHtml(answer(report))}</p>
<p class="soft">${escapeHtml(setup)}.</p>
${summaryCards(report)}
<nav aria-label="Sections">${links.join("")}</nav>
</header>
<main>
${sections.map(({ id, title, html }) => `<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${escapeHtml(title)}</h2>${html}</section>`).join("\n")}
</main>
<footer>Made from the resources that the program registers, on ${escapeHtml(report.generatedAt)}. Nothing here was measured on AWS: a rehearsal does that.</footer>
</body>
</html>
`;
}
