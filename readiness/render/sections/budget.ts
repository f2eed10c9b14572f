import type { Budget, Report } from "../../document";
import { escapeHtml } from "../escape-html";
import { durationRange, figure, VERDICTS } from "../format";
import { badge, number, type Section, table, VERDICT_TONES } from "../page";

/** The recovery time, step by step along the critical path of the state machine. */
export function budgetSection({ budget, newStandby }: Report): Section {
  const longest = Math.max(...budget.steps.map(({ lowMinutes, highMinutes }) => highMinutes ?? lowMinutes ?? 0), 1);
  const rows = budget.steps.map(({ phase, title, lowMinutes, highMinutes, critical, source }) => [
    { html: `${escapeHtml(title)}${critical ? "" : ' <span class="aside">in parallel</span>'}` },
    phase,
    number(lowMinutes === null ? "∞" : figure(lowMinutes)),
    number(highMinutes === null ? "no bound" : figure(highMinutes)),
    { html: bar(lowMinutes, highMinutes, longest) },
    { html: `<span class="aside">${escapeHtml(source)}</span>` },
  ]);
  const losses = budget.dataLoss.map(({ store, lowMinutes, highMinutes, verdict, source }) => [
    store,
    durationRange(lowMinutes, highMinutes),
    { html: badge(verdict, VERDICT_TONES[verdict]) },
    { html: `<span class="aside">${escapeHtml(source)}</span>` },
  ]);
  return {
    id: "budget",
    title: "Recovery budget",
    html: [
      `<p class="lead">${escapeHtml(durationRange(budget.lowMinutes, budget.highMinutes))}, against an objective of ${figure(budget.objective.rtoMinutes)} min: ${VERDICTS[budget.recoveryTime]}.</p>`,
      `<p>Low is the least that the configuration allows. High is the time after which the failover machine gives up, or a bound that AWS documents. Parallel branches count as the longest one.${escapeHtml(promotionNote(budget))}</p>`,
      table(
        "Steps from the loss of the active region to a verified write, in minutes",
        ["Step", "Phase", "Low", "High", "", "Source"],
        rows,
        "cards-when-narrow",
      ),
      "<h3>Data loss</h3>",
      table(
        `Acknowledged data that a failover may lose; objective ${figure(budget.objective.rpoMinutes)} min`,
        ["Store", "Lost", "Objective", "Source"],
        losses,
        "cards-when-narrow",
      ),
      "<h3>Time to a new standby</h3>",
      `<p>When a lost region does not return, an added region has the database after ${escapeHtml(durationRange(newStandby.lowMinutes, newStandby.highMinutes))}. This is an estimate.</p>`,
      table(
        "Parts of the estimate, in minutes",
        ["Part", "Low", "High", "Source"],
        newStandby.parts.map(({ title, lowMinutes, highMinutes, per, source }) => [
          title,
          number(perUnit(figure(lowMinutes), per)),
          number(highMinutes === null ? "no bound" : perUnit(figure(highMinutes), per)),
          { html: `<span class="aside">${escapeHtml(source)}</span>` },
        ]),
        "cards-when-narrow",
      ),
    ].join(""),
  };
}

/** How long the promotion, which AWS does not bound, may take without missing the objective. */
export function promotionNote({ promotionMinutes, objective, highMinutes }: Budget): string {
  if (promotionMinutes === null) {
    return highMinutes === null
      ? ""
      : ` Even without the promotion, the high figure exceeds ${figure(objective.rtoMinutes)} min.`;
  }
  return ` The objective is met if the promotion of the database takes at most ${figure(promotionMinutes)} min, even with every other step at its longest.`;
}

/** A figure that may apply to a unit of data. */
export function perUnit(text: string, per: string | null): string {
  return per === null ? text : `${text} per ${per}`;
}

function bar(low: number | null, high: number | null, longest: number): string {
  const percent = (value: number) => Math.round((value / longest) * 1000) / 10;
  const highBar =
    high === null ? '<i class="unbounded" style="width:100%"></i>' : `<i style="width:${percent(high)}%"></i>`;
  return `<span class="bar" aria-hidden="true">${highBar}<b style="width:${percent(low ?? 0)}%"></b></span>`;
}
