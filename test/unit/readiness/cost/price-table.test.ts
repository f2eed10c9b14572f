import { expect } from "chai";
import { priceOf, REFERENCE_REGION, usePrices } from "../../../../readiness/cost/price-table";
import table from "../../../../readiness/cost/prices.json";

describe("the price table", () => {
  it("has a region, unit, date and source for every price", () => {
    const sources: Record<string, { date: string; text: string }> = table.sources;
    for (const { key, region, unit, price, source } of table.prices) {
      expect([key, region, unit, price > 0, sources[source]?.text !== ""], key).to.not.include.members([
        "",
        undefined,
        false,
      ]);
      expect(sources[source]?.date, key).to.match(/^20\d\d-\d\d-\d\d$/);
    }
    const keys = table.prices.map(({ key, region }) => `${region} ${key}`);
    expect(new Set(keys).size).to.equal(keys.length);
  });

  it("does not substitute the price of another region", () => {
    expect(priceOf("nat", REFERENCE_REGION)?.price).to.be.greaterThan(0);
    expect(priceOf("nat", "us-west-1")).to.equal(undefined);
  });

  it("prefers the prices of a file, and keeps its own where the file has none", () => {
    const nat = { key: "nat", region: "us-west-1", unit: "hour", price: 0.05 } as const;
    usePrices({ date: "2026-09-12", source: "list", prices: [nat] });
    try {
      expect(priceOf("nat", "us-west-1")).to.include({ price: 0.05, date: "2026-09-12", source: "list, 2026-09-12" });
      expect(priceOf("nat", REFERENCE_REGION)?.price).to.be.greaterThan(0);
    } finally {
      usePrices(undefined);
    }
    expect(priceOf("nat", "us-west-1")).to.equal(undefined);
  });
});
