import type { Budget, Report } from "../../document";
import { escapeHtml } from "../escape-html";
import { figure, span, verdicts } from "../format";
import { badge, number, type Section, table } from "../page";

/** How the recovery time adds up along the state machine's critical path. */
export function budgetSection({ budget }: Report): Section {
  const longest = Math.max(...budget.steps.map(({ lowMinutes, highMinutes }) => highMinutes ?? lowMinutes ?? 0), 1);
  const rows = budget.steps.map(({ phase, title, lowMinutes, highMinutes, critical, source }) => [
    { html: `${escapeHtml(title)}${critical ? "" : ' <span class="aside">side by side</span>'}` },
    phase,
    number(lowMinutes === null ? "∞" : figure(lowMinutes)),
    number(highMinutes === null ? "no bound" : figure(highMinutes)),
    { html: bar(lowMinutes, highMinutes, longest) },
    { html: `<span class="aside">${escapeHtml(source)}</span>` },
  ]);
  const losses = budget.dataLoss.map(({ store, lowMinutes, highMinutes, verdict, source }) => [
    store,
    span(lowMinutes, highMinutes),
    { html: badge(verdict, { met: "good", "at risk": "warn", missed: "bad" }[verdict] as "good") },
    { html: `<span class="aside">${escapeHtml(source)}</span>` },
  ]);
  return {
    id: "budget",
    title: "Recovery budget",
    html: [
      `<p class="lead">${escapeHtml(span(budget.lowMinutes, budget.highMinutes))}, against an objective of ${figure(budget.objective.rtoMinutes)} min: ${verdicts[budget.recoveryTime]}.</p>`,
      `<p>Low is what the configuration forces at least; high is the longest that the failover machine allows before it gives up, or a bound that AWS documents. What runs side by side counts as its longest branch.${escapeHtml(room(budget))}</p>`,
      table(
        "Steps from the loss of the active region to a verified write, in minutes",
        ["Step", "Phase", "Low", "High", "", "Source"],
        rows,
        "cards-when-narrow",
      ),
      "<h3>What may be lost</h3>",
      table(
        `Acknowledged data that a failover may lose; objective ${figure(budget.objective.rpoMinutes)} min`,
        ["Store", "Lost", "Objective", "Source"],
        losses,
        "cards-when-narrow",
      ),
    ].join(""),
  };
}

/** What the objective leaves for the one step that nobody can bound. */
export function room({ promotionMinutes, objective, highMinutes }: Budget): string {
  if (promotionMinutes === null) {
    return highMinutes === null
      ? ""
      : ` Even without the promotion the high figure is over ${figure(objective.rtoMinutes)} min.`;
  }
  return ` The objective holds, whatever else happens, as long as the database's promotion takes no more than ${figure(promotionMinutes)} min.`;
}

function bar(low: number | null, high: number | null, longest: number): string {
  const percent = (value: number) => Math.round((value / longest) * 1000) / 10;
  const soft = high === null ? '<i class="endless" style="width:100%"></i>' : `<i style="width:${percent(high)}%"></i>`;
  return `<span class="bar" aria-hidden="true">${soft}<b style="width:${percent(low ?? 0)}%"></b></span>`;
}
