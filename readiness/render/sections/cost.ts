import type { Report } from "../../document";
import { escapeHtml } from "../escape-html";
import { count, dollars, durationRange, figure, moneyTotal, ownTotal, referenceTotal } from "../format";
import { number, type Section, table } from "../page";
import { strategyPlot } from "../strategy-plot";

/** The standing cost by location and line, and the cost and recovery time of other strategies. */
export function costSection({ cost }: Report): Section {
  const { lines, locations, total, referenceRegion, priceDate, hoursPerMonth, byUse, strategies } = cost;
  const services = [...new Set(lines.map(({ service }) => service))];
  const rows = services.map((service) => [
    service,
    ...locations.map(({ location }) => {
      const own = lines.filter((line) => line.service === service && line.location === location);
      if (own.length === 0) return number("–");
      const known = own.reduce((all, { monthly }) => all + (monthly ?? 0), 0);
      const unknown = own.filter(({ monthly }) => monthly === null).length;
      const shown = unknown === 0 ? dollars(known) : known > 0 ? `${dollars(known)} + unknown` : "unknown";
      return number(shown);
    }),
  ]);
  const sums = ["Total", ...locations.map((location) => number(ownTotal(location)))];
  const reference = [`At ${referenceRegion} prices`, ...locations.map((location) => number(referenceTotal(location)))];
  const detailed = lines.map(({ location, service, item, quantity, unit, unitPrice, monthly, source }) => [
    location,
    `${service}: ${item}`,
    number(figure(quantity)),
    number(unitPrice === null ? "unknown" : `$${unitPrice} / ${unit}`),
    number(monthly === null ? "unknown" : dollars(monthly)),
    { html: `<span class="aside">${escapeHtml(source ?? "no price in the table for this region")}</span>` },
  ]);
  const choices = strategies.map(
    ({ strategy, description, standbyMonthly, unknownLines, launches, lowMinutes, highMinutes, reads }) => [
      { html: `<strong>${escapeHtml(strategy)}</strong><br><span class="aside">${escapeHtml(description)}</span>` },
      number(moneyTotal(standbyMonthly, unknownLines)),
      durationRange(lowMinutes, highMinutes),
      number(String(launches)),
      reads,
    ],
  );
  return {
    id: "cost",
    title: "Cost per month",
    html: [
      `<p>Standing charges at public on-demand list prices, ${hoursPerMonth} hours per month: ${escapeHtml(ownTotal(total))}. Lines whose price is not in the table for their region are listed as unknown; the last row shows the same lines at ${referenceRegion} prices for comparison. The oldest price is of ${escapeHtml(priceDate)}. Billed by usage and not included: ${escapeHtml(byUse.map(({ service, resources }) => `${service} (${count(resources, "resource")})`).join(", "))}.</p>`,
      table(
        "By service and location, US dollars per month",
        ["Service", ...locations.map(({ location, role }) => (role ? `${location}, ${role}` : location))],
        [...rows, sums, reference],
      ),
      `<details><summary>All lines, with the source of each price</summary>${table("Cost lines", ["Location", "Item", "Quantity", "Price", "Per month", "Source"], detailed, "cards-when-narrow")}</details>`,
      "<h3>Other strategies for the standby</h3>",
      `<p>The same system with other sizes of the standby regions, at ${referenceRegion} prices. Capacity is raised in parallel with the promotion of the database. A larger standby therefore saves little time, but depends on fewer instance launches and serves reads during the failover.</p>`,
      `<div class="canvas plot" tabindex="0" role="region" aria-label="Plot of cost against recovery time">${strategyPlot(strategies)}</div>`,
      table(
        "Strategies for the standby",
        ["Strategy", "Standby per month", "Writes back after", "Instances to launch", "Reads during the failover"],
        choices,
        "cards-when-narrow strategies",
      ),
    ].join(""),
  };
}
