import { UserError } from "../../../errors";
import type { PriceFile } from "../price-table";
import { readOfferFile } from "./offer-file";
import { OFFERS } from "./price-keys";

/** Public, without credentials (AWS Price List User Guide, "Getting price list files manually"). */
const PRICE_LIST = "https://pricing.us-east-1.amazonaws.com";

/** The answer to a request: its text at once, or line by line. */
export interface PriceListAnswer {
  text(): Promise<string>;
  lines(): AsyncIterable<string>;
}

export interface FetchPrices {
  readonly regions: readonly string[];
  /** Sends a GET request. */
  readonly get: (url: string) => Promise<PriceListAnswer>;
  /** Called before each offer file. */
  readonly onFile?: (offer: string, region: string) => void;
}

/** The prices of regions, from AWS's public price list. A service that a region does not have has no prices there. */
export async function fetchPrices({ regions, get, onFile }: FetchPrices): Promise<PriceFile> {
  const prices = new Map<string, PriceFile["prices"][number]>();
  const dates = new Set<string>();
  for (const [offer, keyOf] of Object.entries(OFFERS)) {
    const files = await offerFiles(offer, get);
    for (const region of regions) {
      const path = files[region];
      if (path === undefined) continue;
      onFile?.(offer, region);
      const { published, rows } = await readOfferFile((await get(`${PRICE_LIST}${path}`)).lines());
      dates.add(published);
      for await (const row of rows) {
        const found = keyOf(row);
        const price = Number(row.priceperunit);
        // A row of another region, such as a Local Zone, and a row without charge, such as a free tier, is no price of the region.
        if (!found || !(price > 0) || row.currency !== "USD" || (row.regioncode ?? region) !== region) continue;
        prices.set(`${region} ${found.key}`, { ...found, region, price });
      }
    }
  }
  // The oldest date, so that no price seems newer than it is.
  return {
    date: [...dates].toSorted()[0] ?? "",
    source: `AWS price list (${PRICE_LIST})`,
    prices: [...prices.values()],
  };
}

/** Paths of the newest offer file in CSV form, by region. */
async function offerFiles(offer: string, get: FetchPrices["get"]): Promise<Readonly<Record<string, string>>> {
  const url = `${PRICE_LIST}/offers/v1.0/aws/${offer}/current/region_index.json`;
  const index = parseIndex(url, await (await get(url)).text());
  return Object.fromEntries(
    Object.entries(index).map(([region, { currentVersionUrl }]) => [
      region,
      currentVersionUrl.replace(/\.json$/, ".csv"),
    ]),
  );
}

function parseIndex(url: string, text: string): Readonly<Record<string, { readonly currentVersionUrl: string }>> {
  try {
    const { regions } = JSON.parse(text);
    if (typeof regions === "object" && regions !== null) return regions;
  } catch {
    // Reported below.
  }
  throw new UserError(`${url}: got ${text.slice(0, 60) || "nothing"}; expected the index of AWS's price list`);
}
