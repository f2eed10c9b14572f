import type { Resource } from "../../resources/resource";
import type { ResourceGraph } from "../../resources/resource-graph";
import type { Cost, CostLine, Money } from "../document";
import { billedByUse, type Charge, charges } from "./charges";
import { hoursPerMonth, type Price, priceOf, referenceRegion } from "./price-table";

/** The standing charges of everything registered, a line for each kind of charge in each place. */
export function costLines(inventory: ResourceGraph): CostLine[] {
  const lines = new Map<string, CostLine>();
  for (const item of inventory.resources) {
    for (const charge of charges[item.type]?.(item, inventory) ?? []) {
      if (charge.quantity === 0) continue;
      const line = lineOf(item, charge);
      const id = [line.place, charge.key, item.region, charge.item].join(" ");
      const before = lines.get(id);
      lines.set(id, before ? added(before, line) : line);
    }
  }
  return [...lines.values()];
}

/** The sums of lines, and how many of them the table has no price for. */
export function sumOf(lines: readonly CostLine[]): Money {
  return {
    known: cents(lines.reduce((sum, { monthly }) => sum + (monthly ?? 0), 0)),
    unknownLines: lines.filter(({ monthly }) => monthly === null).length,
    atReference: cents(lines.reduce((sum, { atReference }) => sum + (atReference ?? 0), 0)),
    unknownAtReference: lines.filter(({ atReference }) => atReference === null).length,
  };
}

/** What the system costs a month whether it is used or not, by place and service. */
export function costOf(inventory: ResourceGraph, strategies: Cost["strategies"]): Cost {
  const lines = costLines(inventory);
  const places = [...new Map(lines.map(({ place, role }) => [place, role]))];
  const used = new Map<string, number>();
  for (const { type } of inventory.resources) {
    const service = billedByUse[type];
    if (service) used.set(service, (used.get(service) ?? 0) + 1);
  }
  const dates = inventory.resources
    .flatMap((item) => (charges[item.type]?.(item, inventory) ?? []).map((charge) => priced(item, charge)?.date))
    .filter((date) => date !== undefined);
  return {
    currency: "USD",
    priceDate: dates.toSorted()[0] ?? "",
    hoursPerMonth,
    referenceRegion,
    lines,
    places: places.map(([place, role]) => ({ place, role, ...sumOf(lines.filter((line) => line.place === place)) })),
    total: sumOf(lines),
    byUse: [...used].map(([service, resources]) => ({ service, resources })),
    strategies,
  };
}

function lineOf(item: Resource, { service, item: what, key, quantity, unit }: Charge): CostLine {
  const price = priced(item, { service, item: what, key, quantity, unit });
  const reference = priceOf(key, referenceRegion);
  const times = quantity * (unit === "hour" ? hoursPerMonth : 1);
  return {
    service,
    item: what,
    place: item.stackRegion ?? item.stack,
    role: item.role,
    quantity,
    unit,
    unitPrice: price?.price ?? null,
    monthly: price ? cents(price.price * times) : null,
    atReference: reference ? cents(reference.price * times) : null,
    source: price?.source ?? null,
  };
}

function priced(item: Resource, { key }: Charge): Price | undefined {
  return priceOf(key, item.region ?? "");
}

function added(one: CostLine, other: CostLine): CostLine {
  const both = (a: number | null, b: number | null) => (a === null || b === null ? null : cents(a + b));
  return {
    ...one,
    quantity: one.quantity + other.quantity,
    monthly: both(one.monthly, other.monthly),
    atReference: both(one.atReference, other.atReference),
  };
}

function cents(amount: number): number {
  return Math.round(amount * 100) / 100;
}
