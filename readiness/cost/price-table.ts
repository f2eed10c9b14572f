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

const SOURCES: Readonly<Record<string, { date: string; text: string }>> = table.sources;

const PRICES: ReadonlyMap<string, Price> = new Map(
  table.prices.map((entry) => {
    const { date = "", text = "" } = SOURCES[entry.source] ?? {};
    return [`${entry.region} ${entry.key}`, { ...entry, date, source: `${text}, ${date}` }];
  }),
);

/** Hours per month, as in the AWS Pricing Calculator. */
export const HOURS_PER_MONTH = table.hoursPerMonth;
/** The region with the most prices in the table, used to compare lines whose price is unknown elsewhere. */
export const REFERENCE_REGION = table.referenceRegion;

/** A price; undefined if the table has none. Prices of other regions are never substituted. */
export function priceOf(key: string, region: string): Price | undefined {
  return PRICES.get(`${region} ${key}`);
}
