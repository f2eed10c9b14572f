import { readFileSync } from "node:fs";
import { expect } from "chai";
import { fetchPrices, type PriceListAnswer } from "../../../../../readiness/cost/price-list/fetch-prices";
import { OFFERS } from "../../../../../readiness/cost/price-list/price-keys";
import { HOST, priceListAnswers } from "../../../../support/price-list";

async function* linesOf(text: string): AsyncGenerator<string> {
  yield* text.split("\n");
}

function answer(text: string): PriceListAnswer {
  return { text: async () => text, lines: () => linesOf(text) };
}

/** Fetches from the recorded answers; `asked` gets the URLs. */
function fetched(regions: readonly string[], asked: string[] = []) {
  return fetchPrices({
    regions,
    get: async (url) => {
      asked.push(url);
      return answer(priceListAnswers()[url.replace(HOST, "")] ?? '{"regions":{}}');
    },
  });
}

describe("the prices of AWS's price list", () => {
  it("are those of on-demand use, without reservations, other tenancies, free tiers and Local Zones", async () => {
    const { date, prices } = await fetched(["eu-west-1"]);
    const of = (key: string) =>
      prices.filter((price) => price.key === key).map(({ price, unit }) => `${price} ${unit}`);
    expect(date).to.equal("2026-09-12");
    expect(of("ec2:m6g.large")).to.deep.equal(["0.086 hour"]);
    expect(of("ebs:gp3")).to.deep.equal(["0.088 month"]);
    // Neither that of a trust store nor that of a load balancer on an Outpost.
    expect(of("alb")).to.deep.equal(["0.0252 hour"]);
    expect(of("nat")).to.deep.equal(["0.048 hour"]);
    expect(of("rds:postgres:multi-az:db.m6g.large")).to.deep.equal(["0.354 hour"]);
    expect(of("rds:postgres:single-az:db.m6g.large")).to.deep.equal(["0.177 hour"]);
    expect(of("rds:storage:multi-az:gp3")).to.deep.equal(["0.254 month"]);
    expect(of("rds:storage:single-az:gp3")).to.deep.equal(["0.127 month"]);
    expect(of("aurora:aurora-postgresql:db.r6g.large")).to.deep.equal(["0.288 hour"]);
    expect(of("aurora:acu")).to.deep.equal(["0.14 hour"]);
    expect(of("fargate:vcpu:arm64")).to.deep.equal(["0.03238 hour"]);
    expect(of("alarm")).to.deep.equal(["0.1 month"]);
  });

  it("come from the newest file of each service and region", async () => {
    const asked: string[] = [];
    await fetched(["eu-west-1"], asked);
    expect(asked).to.include.members([
      `${HOST}/offers/v1.0/aws/AmazonEC2/current/region_index.json`,
      `${HOST}/offers/v1.0/aws/AmazonEC2/20260912225308/eu-west-1/index.csv`,
    ]);
    for (const offer of Object.keys(OFFERS)) expect(asked.join(" ")).to.include(`/${offer}/`);
  });

  it("are missing for a region that the list does not have", async () => {
    expect((await fetched(["ap-southeast-7"])).prices).to.deep.equal([]);
  });

  it("cover every key of the package's own table", async () => {
    const { prices } = JSON.parse(readFileSync("readiness/cost/prices.json", "utf8")) as { prices: { key: string }[] };
    const kinds = new Set((await fetched(["eu-west-1"])).prices.map(({ key }) => kindOf(key)));
    for (const { key } of prices) expect([...kinds], key).to.include(kindOf(key));
  });

  it("are refused where the answer is not the index of a price list", async () => {
    const get = async () => answer("<html>Sign in to the hotel's network</html>");
    const error = await fetchPrices({ regions: ["eu-west-1"], get }).catch((reason: Error) => reason);
    expect(error)
      .to.be.an("error")
      .with.property("message")
      .that.matches(/region_index\.json: got <html>.*expected the index/);
  });
});

/** The key without the class of an instance. */
function kindOf(key: string): string {
  return key.replace(/(ec2|:db)[.:][a-z0-9-]+\.[a-z0-9]+$/, "$1");
}
