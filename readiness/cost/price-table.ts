import table from "./prices.json";

/** A list price with where it comes from. */
export interface Price {
  readonly key: string;
  readonly region: string;
  readonly unit: string;
  /** US dollars for one unit. */
  readonly price: number;
  /** When the price was in force, and where it was read. */
  readonly date: string;
  readonly source: string;
}

const sources: Readonly<Record<string, { date: string; text: string }>> = table.sources;

const prices: ReadonlyMap<string, Price> = new Map(
  table.prices.map((entry) => {
    const { date = "", text = "" } = sources[entry.source] ?? {};
    return [`${entry.region} ${entry.key}`, { ...entry, date, source: `${text}, ${date}` }];
  }),
);

/** Hours that AWS's own calculator counts in a month. */
export const hoursPerMonth = table.hoursPerMonth;
/** The region with the most prices in the table: what is unknown elsewhere can be compared at its prices. */
export const referenceRegion = table.referenceRegion;

/** A price; undefined where the table has none: it is not guessed from another region's. */
export function priceOf(key: string, region: string): Price | undefined {
  return prices.get(`${region} ${key}`);
}
