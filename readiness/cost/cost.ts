import type { Resource } from "../../resources/resource";
import type { ResourceGraph } from "../../resources/resource-graph";
import type { Cost, CostLine, Money } from "../document";
import { BILLED_BY_USE, CHARGES, type Charge } from "./charges";
import { HOURS_PER_MONTH, type Price, priceOf, REFERENCE_REGION } from "./price-table";

/** The standing charges of all registered resources: one line per kind of charge and location. */
export function costLines(inventory: ResourceGraph): CostLine[] {
  const lines = new Map<string, CostLine>();
  for (const item of inventory.resources) {
    for (const charge of CHARGES[item.type]?.(item, inventory) ?? []) {
      if (charge.quantity === 0) continue;
      const line = lineOf(item, charge);
      const id = [line.location, charge.key, item.region, charge.item].join(" ");
      const earlier = lines.get(id);
      lines.set(id, earlier ? combined(earlier, line) : line);
    }
  }
  return [...lines.values()];
}

/** The totals of the lines, and the number of lines without a price. */
export function sumOf(lines: readonly CostLine[]): Money {
  return {
    known: cents(lines.reduce((sum, { monthly }) => sum + (monthly ?? 0), 0)),
    unknownLines: lines.filter(({ monthly }) => monthly === null).length,
    atReference: cents(lines.reduce((sum, { atReference }) => sum + (atReference ?? 0), 0)),
    unknownAtReference: lines.filter(({ atReference }) => atReference === null).length,
  };
}

/** The standing cost per month, by location and service. */
export function costOf(inventory: ResourceGraph, strategies: Cost["strategies"]): Cost {
  const lines = costLines(inventory);
  const locations = [...new Map(lines.map(({ location, role }) => [location, role]))];
  const used = new Map<string, number>();
  for (const { type } of inventory.resources) {
    const service = BILLED_BY_USE[type];
    if (service) used.set(service, (used.get(service) ?? 0) + 1);
  }
  const dates = inventory.resources
    .flatMap((item) => (CHARGES[item.type]?.(item, inventory) ?? []).map((charge) => priced(item, charge)?.date))
    .filter((date) => date !== undefined);
  return {
    currency: "USD",
    priceDate: dates.toSorted()[0] ?? "",
    hoursPerMonth: HOURS_PER_MONTH,
    referenceRegion: REFERENCE_REGION,
    lines,
    locations: locations.map(([location, role]) => ({
      location,
      role,
      ...sumOf(lines.filter((line) => line.location === location)),
    })),
    total: sumOf(lines),
    byUse: [...used].map(([service, resources]) => ({ service, resources })),
    strategies,
  };
}

function lineOf(item: Resource, { service, item: description, key, quantity, unit }: Charge): CostLine {
  const price = priced(item, { service, item: description, key, quantity, unit });
  const reference = priceOf(key, REFERENCE_REGION);
  const times = quantity * (unit === "hour" ? HOURS_PER_MONTH : 1);
  return {
    service,
    item: description,
    location: item.stackRegion ?? item.stack,
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

function combined(one: CostLine, other: CostLine): CostLine {
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
