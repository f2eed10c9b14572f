import { readFileSync } from "node:fs";
import { z } from "zod";
import { UserError } from "../../errors";
import table from "./prices.json";

/** A list price with its source. */
export interface Price {
  readonly key: string;
  readonly region: string;
  readonly unit: string;
  /** US dollars per unit. */
  readonly price: number;
  /** Date on which the price was valid. */
  readonly date: string;
  readonly source: string;
}

const priceFile = z.object({
  date: z.string(),
  source: z.string(),
  prices: z.array(
    z.object({ key: z.string(), region: z.string(), unit: z.enum(["hour", "month"]), price: z.number().positive() }),
  ),
});

/** Prices that `redoubt prices` fetched, with one date. */
export type PriceFile = z.infer<typeof priceFile>;

const SOURCES: Readonly<Record<string, { date: string; text: string }>> = table.sources;

/** The table that is part of the package. */
const SHIPPED: readonly Price[] = table.prices.flatMap(({ key, unit, source, regions }) => {
  const { date = "", text = "" } = SOURCES[source] ?? {};
  return Object.entries(regions).map(([region, price]) => ({
    key,
    region,
    unit,
    price,
    date,
    source: `${text}, ${date}`,
  }));
});

let prices = byKey(SHIPPED);

/** Hours per month, as in the AWS Pricing Calculator. */
export const HOURS_PER_MONTH = table.hoursPerMonth;
/** The region with the most prices in the table, used to compare lines whose price is unknown elsewhere. */
export const REFERENCE_REGION = table.referenceRegion;

/** A price; undefined if the table has none. Prices of other regions are never substituted. */
export function priceOf(key: string, region: string): Price | undefined {
  return prices.get(`${region} ${key}`);
}

/** Prefers the prices of a file to those of the package, for all later calculations. Without a file, the package's are used again. */
export function usePrices(file: PriceFile | undefined): void {
  const { date = "", source = "", prices: own = [] } = file ?? {};
  prices = byKey([...SHIPPED, ...own.map((entry) => ({ ...entry, date, source: `${source}, ${date}` }))]);
}

/** @throws UserError for a file that `redoubt prices` did not write */
export function readPriceFile(path: string): PriceFile {
  const text = readFileSync(path, "utf8");
  try {
    return priceFile.parse(JSON.parse(text));
  } catch {
    throw new UserError(`${path}: not a file of prices; write one with redoubt prices`);
  }
}

function byKey(entries: readonly Price[]): ReadonlyMap<string, Price> {
  return new Map(entries.map((entry) => [`${entry.region} ${entry.key}`, entry]));
}
