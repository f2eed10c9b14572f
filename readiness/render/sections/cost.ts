import type { Report } from "../../document";
import { escapeHtml } from "../escape-html";
import { count, dollars, figure, span, sum } from "../format";
import { number, type Section, table } from "../page";
import { strategyPlot } from "../strategy-plot";

/** What it costs, place by place and line by line, and what other strategies would cost and buy. */
export function costSection({ cost }: Report): Section {
  const { lines, places, total, referenceRegion, priceDate, hoursPerMonth, byUse, strategies } = cost;
  const services = [...new Set(lines.map(({ service }) => service))];
  const rows = services.map((service) => [
    service,
    ...places.map(({ place }) => {
      const own = lines.filter((line) => line.service === service && line.place === place);
      if (own.length === 0) return number("–");
      const known = own.reduce((all, { monthly }) => all + (monthly ?? 0), 0);
      const unknown = own.filter(({ monthly }) => monthly === null).length;
      const shown = unknown === 0 ? dollars(known) : known > 0 ? `${dollars(known)} + unknown` : "unknown";
      return number(shown);
    }),
  ]);
  const sums = ["Total", ...places.map((place) => number(sum(place)))];
  const reference = [`At ${referenceRegion} prices`, ...places.map(({ atReference }) => number(dollars(atReference)))];
  const detailed = lines.map(({ place, service, item, quantity, unit, unitPrice, monthly, source }) => [
    place,
    `${service}: ${item}`,
    number(figure(quantity)),
    number(unitPrice === null ? "unknown" : `$${unitPrice} / ${unit}`),
    number(monthly === null ? "unknown" : dollars(monthly)),
    { html: `<span class="aside">${escapeHtml(source ?? "no price in the table for this region")}</span>` },
  ]);
  const choices = strategies.map(({ strategy, what, standbyMonthly, launches, lowMinutes, highMinutes, reads }) => [
    { html: `<strong>${escapeHtml(strategy)}</strong><br><span class="aside">${escapeHtml(what)}</span>` },
    number(dollars(standbyMonthly)),
    span(lowMinutes, highMinutes),
    number(String(launches)),
    reads,
  ]);
  return {
    id: "cost",
    title: "Cost a month",
    html: [
      `<p>Standing charges at public list prices on demand, ${hoursPerMonth} hours a month: ${escapeHtml(sum(total))}. A price that the table does not have for a region is unknown, not guessed; the last row prices the same lines in ${referenceRegion}, to compare. The oldest price used is of ${escapeHtml(priceDate)}. Billed by use, and not counted: ${escapeHtml(byUse.map(({ service, resources }) => `${service} (${count(resources, "resource")})`).join(", "))}.</p>`,
      table(
        "By service and place, US dollars a month",
        ["Service", ...places.map(({ place, role }) => (role ? `${place}, ${role}` : place))],
        [...rows, sums, reference],
      ),
      `<details><summary>Every line, with its price's source</summary>${table("Lines of the cost", ["Place", "What", "Quantity", "Price", "A month", "Source"], detailed, "cards-when-narrow")}</details>`,
      "<h3>What another standby would cost and buy</h3>",
      `<p>The same system with other standby sizes, at ${referenceRegion} prices so that they compare. Capacity is raised side by side with the database's promotion: a larger standby buys launches that need not succeed on the day, and reads meanwhile, rather than minutes.</p>`,
      `<div class="canvas plot" tabindex="0" role="region" aria-label="Plot of cost against recovery time">${strategyPlot(strategies)}</div>`,
      table(
        "Strategies for the standby",
        ["Strategy", "Standby a month", "Until writes", "Launches on the day", "Reads meanwhile"],
        choices,
        "cards-when-narrow strategies",
      ),
    ].join(""),
  };
}
