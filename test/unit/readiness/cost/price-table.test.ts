import { expect } from "chai";
import { COMMERCIAL_REGIONS } from "../../../../config/aws/regions";
import { DEFAULTS } from "../../../../config/defaults";
import { priceOf, REFERENCE_REGION, usePrices } from "../../../../readiness/cost/price-table";
import table from "../../../../readiness/cost/prices.json";

describe("the price table", () => {
  const entries = table.prices.flatMap(({ key, unit, source, regions }) =>
    Object.entries(regions).map(([region, price]) => ({ key, unit, source, region, price })),
  );

  it("has a region, unit, date and source for every price", () => {
    const sources: Record<string, { date: string; text: string }> = table.sources;
    for (const { key, region, unit, price, source } of entries) {
      expect(COMMERCIAL_REGIONS, key).to.include(region);
      expect([unit, sources[source]?.text], key).to.not.include.members(["", undefined]);
      expect(price, `${region} ${key}`).to.be.greaterThan(0);
      expect(sources[source]?.date, key).to.match(/^20\d\d-\d\d-\d\d$/);
    }
    const keys = entries.map(({ key, region }) => `${region} ${key}`);
    expect(new Set(keys).size).to.equal(keys.length);
  });

  it("has the network, storage, keys and secrets of every commercial region", () => {
    for (const key of ["nat", "endpoint", "public-ipv4", "ebs:gp3", "rds:storage:single-az:gp3", "kms:key", "secret"]) {
      const missing = COMMERCIAL_REGIONS.filter((region) => priceOf(key, region) === undefined);
      expect(missing, key).to.deep.equal([]);
    }
  });

  it("has the instances of the default type in the common regions", () => {
    const common = ["us-east-1", "us-east-2", "us-west-1", "us-west-2", "ca-central-1", "eu-west-1", "eu-west-2"];
    const others = ["eu-west-3", "eu-central-1", "eu-north-1", "eu-south-1", "ap-northeast-1", "ap-northeast-2"];
    for (const region of [...common, ...others, "ap-southeast-1", "ap-southeast-2", "ap-south-1"]) {
      expect(priceOf(`ec2:${DEFAULTS.tier.instanceType}`, region), region).to.not.equal(undefined);
      expect(priceOf("alb", region), region).to.not.equal(undefined);
    }
  });

  it("does not substitute the price of another region", () => {
    expect(priceOf("alarm", REFERENCE_REGION)?.price).to.be.greaterThan(0);
    expect(priceOf("alarm", "us-west-1")).to.equal(undefined);
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
    expect(priceOf("nat", "us-west-1")).to.include({ price: 0.048, date: "2026-09-21" });
  });
});
