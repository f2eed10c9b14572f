import type { Report } from "../../document";
import { escapeHtml } from "../escape-html";
import { count, dollars, figure, span, sum, verdicts } from "../format";
import { badge, type Tone } from "../page";

const tones: Readonly<Record<Report["budget"]["recoveryTime"], Tone>> = {
  met: "good",
  "at risk": "warn",
  missed: "bad",
};

/** The whole report in five figures. */
export function summaryCards(report: Report): string {
  const { budget, policies, cost, parity } = report;
  const broken = policies.filter(({ verdict }) => verdict === "violated");
  const mandatory = broken.filter(({ enforcementLevel }) => enforcementLevel === "mandatory").length;
  const drifted = parity.flatMap(({ differences }) => differences).filter(({ configured }) => !configured).length;
  const cards = [
    {
      name: "Time until writes are taken again",
      value: span(budget.lowMinutes, budget.highMinutes),
      sign: badge(budget.recoveryTime, tones[budget.recoveryTime]),
      note: `objective ${figure(budget.objective.rtoMinutes)} min: ${verdicts[budget.recoveryTime]}`,
    },
    ...budget.dataLoss.map(({ store, lowMinutes, highMinutes, verdict }) => ({
      name: `Lost at most: ${store}`,
      value: highMinutes === null ? (lowMinutes === null ? "all of it" : "no bound") : `${figure(highMinutes)} min`,
      sign: badge(verdict, tones[verdict]),
      note: `objective ${figure(budget.objective.rpoMinutes)} min: ${verdicts[verdict]}`,
    })),
    {
      name: "Standing cost a month",
      value: cost.total.unknownLines === 0 ? dollars(cost.total.known) : `≥ ${dollars(cost.total.known)}`,
      sign: cost.total.unknownLines === 0 ? "" : badge(`${count(cost.total.unknownLines, "line")} unknown`, "quiet"),
      note: `${sum(cost.total)}; ${dollars(cost.total.atReference)} at ${cost.referenceRegion} prices`,
    },
    {
      name: "Policies",
      value: broken.length === 0 ? "none violated" : `${broken.length} violated`,
      sign: badge(mandatory > 0 ? `${mandatory} mandatory` : "no mandatory", mandatory > 0 ? "bad" : "good"),
      note: `${count(policies.length, "rule")}, ${policies.filter(({ verdict }) => verdict === "undecided").length} undecided`,
    },
    {
      name: "Drift of the parity",
      value: drifted === 0 ? "none" : count(drifted, "difference"),
      sign: badge(drifted === 0 ? "as configured" : "unexplained", drifted === 0 ? "good" : "warn"),
      note: `${parity.reduce((all, { compared }) => all + compared, 0)} resources compared`,
    },
  ];
  const items = cards.map(
    ({ name, value, sign, note }) =>
      `<li><div class="name">${escapeHtml(name)}</div><div class="value">${escapeHtml(value)}</div>${sign}<div class="note">${escapeHtml(note)}</div></li>`,
  );
  return `<ul class="cards">${items.join("")}</ul>`;
}

/** The question that the report is asked, answered in one sentence. */
export function answer({ topology, budget, failures }: Report): string {
  const row = failures.find(({ failure }) => failure === "region");
  const missing = [...(row?.detectedBy ?? []), ...(row?.handledBy ?? [])].filter(({ present }) => !present);
  const survives = budget.lowMinutes === null || row?.automatic === "no" ? "No" : "Yes";
  const gaps = missing.length === 0 ? "" : ` Missing: ${missing.map(({ what }) => what).join("; ")}.`;
  const starts = { yes: "by itself", partly: "once a person starts it", no: "by hand" }[row?.automatic ?? "no"];
  return `Would it survive the loss of ${topology.activeRegion}? ${survives}: ${starts}, writes are back after ${span(budget.lowMinutes, budget.highMinutes)}.${gaps}`;
}
