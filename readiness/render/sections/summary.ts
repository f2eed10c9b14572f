import type { Report } from "../../document";
import { escapeHtml } from "../escape-html";
import { count, dollars, durationRange, figure, ownTotal, referenceTotal, VERDICTS } from "../format";
import { badge, VERDICT_TONES } from "../page";

/** The most important figures of the report, as cards. */
export function summaryCards(report: Report): string {
  const { budget, policies, cost, parity } = report;
  const violated = policies.filter(({ verdict }) => verdict === "violated");
  const mandatory = violated.filter(({ enforcementLevel }) => enforcementLevel === "mandatory").length;
  const drifted = parity.flatMap(({ differences }) => differences).filter(({ configured }) => !configured).length;
  const cards = [
    {
      name: "Recovery time (writes)",
      value: durationRange(budget.lowMinutes, budget.highMinutes),
      sign: badge(budget.recoveryTime, VERDICT_TONES[budget.recoveryTime]),
      note: `objective ${figure(budget.objective.rtoMinutes)} min: ${VERDICTS[budget.recoveryTime]}`,
    },
    ...budget.dataLoss.map(({ store, lowMinutes, highMinutes, verdict }) => ({
      name: `Data loss, at most: ${store}`,
      value: highMinutes === null ? (lowMinutes === null ? "everything" : "no bound") : `${figure(highMinutes)} min`,
      sign: badge(verdict, VERDICT_TONES[verdict]),
      note: `objective ${figure(budget.objective.rpoMinutes)} min: ${VERDICTS[verdict]}`,
    })),
    {
      name: "Standing cost per month",
      value: cost.total.unknownLines === 0 ? dollars(cost.total.known) : `≥ ${dollars(cost.total.known)}`,
      sign:
        cost.total.unknownLines === 0
          ? ""
          : badge(`${count(cost.total.unknownLines, "line")} without a price`, "quiet"),
      note: `${ownTotal(cost.total)}; ${referenceTotal(cost.total)} at ${cost.referenceRegion} prices`,
    },
    {
      name: "Policies",
      value: violated.length === 0 ? "none violated" : `${violated.length} violated`,
      sign: badge(mandatory > 0 ? `${mandatory} mandatory` : "no mandatory", mandatory > 0 ? "bad" : "good"),
      note: `${count(policies.length, "rule")}, ${policies.filter(({ verdict }) => verdict === "undecided").length} undecided`,
    },
    {
      name: "Drift between regions",
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

/** The conclusion of the report in one sentence. */
export function conclusion({ topology, budget, failures }: Report): string {
  const row = failures.find(({ failure }) => failure === "region");
  const missing = [...(row?.detectedBy ?? []), ...(row?.handledBy ?? [])].filter(({ present }) => !present);
  const survives = budget.lowMinutes === null || row?.automatic === "no" ? "No" : "Yes";
  const gaps = missing.length === 0 ? "" : ` Missing: ${missing.map(({ control }) => control).join("; ")}.`;
  const how = { yes: "automatically", partly: "after an operator starts the failover", no: "only by hand" }[
    row?.automatic ?? "no"
  ];
  return `Does it survive the loss of ${topology.activeRegion}? ${survives}. Writes are back ${how}, in ${durationRange(budget.lowMinutes, budget.highMinutes)}.${gaps}`;
}
