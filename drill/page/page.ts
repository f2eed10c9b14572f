import type { DrillResult, Recovery } from "../result";
import { describeDatabase, describeEnforcement, formatSeconds, numbers, RECOVERY_PHASES } from "../table";
import { OUTCOMES } from "../testbed/load/outcome";
import { escapeText } from "./escape";
import { PAGE_STYLE, TIMELINE_STYLE } from "./style";
import { drawTimeline } from "./timeline-svg";

/** The results as one self-contained HTML page. */
export function renderPage(results: readonly DrillResult[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Redoubt drill: ${escapeText(results.map(({ scenario }) => scenario).join(", "))}</title>
<style>${TIMELINE_STYLE}${PAGE_STYLE}</style>
</head>
<body>
<h1>Redoubt drill</h1>
<p>Two regions, three lease regions and the edge on one machine, under load. All figures are measured on this machine; they do not show how long AWS takes for its part.</p>
${results.map(section).join("\n")}
</body>
</html>
`;
}

/** The timeline alone, as an SVG file. */
export function renderTimeline(result: DrillResult): string {
  return drawTimeline(result).replace(">", `>\n<style>${TIMELINE_STYLE}</style>`);
}

function section(result: DrillResult): string {
  const {
    scenario,
    seed,
    description,
    settings,
    passed,
    failures,
    acknowledgedLost,
    dualWrites,
    enforcement,
    timeline,
  } = result;
  const { application, database, lease, rate, writeShare } = settings;
  return `<section id="${escapeText(scenario)}">
<h2>${escapeText(scenario)} <span class="verdict ${passed ? "passed" : "failed"}">${passed ? "passed" : "failed"}</span></h2>
<p>${escapeText(description)}.</p>
${failures.map((failure) => `<p class="failed">${escapeText(failure)}</p>`).join("")}
<ul class="legend">${OUTCOMES.map((outcome) => `<li><i style="background: var(--${outcome})"></i>${outcome}</li>`).join("")}</ul>
${drawTimeline(result)}
<div class="tables">${recoveryTable(result)}${requestTable(result)}</div>
<p>Acknowledged writes lost: ${numbers(acknowledgedLost)}. Writes accepted by both regions: ${numbers(dualWrites)}.</p>
<p>The application ${describeEnforcement(application, enforcement)}.</p>
<p>The databases are ${escapeText(describeDatabase(database))}.</p>
<p>Seed ${seed}; ${rate} requests a second, ${Math.round(writeShare * 100)} % of them writes; lease ${lease.leaseSeconds} s, write timeout ${lease.writeSeconds} s; ${escapeText(result.startedAt)}.</p>
<details><summary>Events</summary><pre>${timeline.marks.map(({ at, text }) => escapeText(`${(at / 1000).toFixed(2).padStart(8)} s  ${text}`)).join("\n")}</pre></details>
</section>`;
}

function recoveryTable({ recovery }: DrillResult): string {
  const rows = Object.entries(RECOVERY_PHASES).map(
    ([phase, title]) => `<tr><td>${title}</td><td>${formatSeconds(recovery[phase as keyof Recovery])}</td></tr>`,
  );
  return `<table><thead><tr><th>Time since the fault</th><th></th></tr></thead><tbody>${rows.join("")}</tbody></table>`;
}

function requestTable({ requests }: DrillResult): string {
  const rows = OUTCOMES.map(
    (outcome) => `<tr><td>${outcome}</td><td>${requests.read[outcome]}</td><td>${requests.write[outcome]}</td></tr>`,
  );
  return `<table><thead><tr><th>Requests</th><th>reads</th><th>writes</th></tr></thead><tbody>${rows.join("")}</tbody></table>`;
}
