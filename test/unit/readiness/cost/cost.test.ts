import { expect } from "chai";
import { billedByUse, charges } from "../../../../readiness/cost/charges";
import { costLines, sumOf } from "../../../../readiness/cost/cost";
import { priceOf } from "../../../../readiness/cost/price-table";
import table from "../../../../readiness/cost/prices.json";
import { strategiesOf } from "../../../../readiness/cost/strategies";
import { strategyPlot } from "../../../../readiness/render/strategy-plot";
import { configOf, fourRegions, inventoryOf, reportOf } from "../../../support/report";

/** Nothing is billed for these as such: rules, policies and settings of what is. */
const free =
  /^(pulumi:|random:|redoubt:|aws:(iam|vpc|ssm|acm|route53|sns\/topicPolicy|sqs\/queuePolicy|lb\/(listener|listenerRule|targetGroup):|ec2\/(securityGroup|defaultSecurityGroup|launchTemplate):|ec2transitgateway\/instanceConnectEndpoint|autoscaling\/policy|rds\/(parameterGroup|subnetGroup):|s3\/bucket[A-Z]|cloudfront\/(cachePolicy|responseHeadersPolicy|keyvaluestoreKey)|dynamodb\/tableItem|secretsmanager\/secretVersion|wafv2\/webAclLoggingConfiguration|lambda\/(permission|functionEventInvokeConfig)|cloudwatch\/(eventTarget|logResourcePolicy)))/;

describe("the cost", () => {
  it("knows of every type that is registered whether it is metered, billed by use, or free", async () => {
    const types = new Set((await inventoryOf()).resources.map(({ type }) => type));
    const unknown = [...types].filter((type) => !(type in charges) && !(type in billedByUse) && !free.test(type));
    expect(unknown).to.deep.equal([]);
  });

  it("counts what each place runs", async () => {
    const lines = costLines(await inventoryOf());
    const line = (place: string, item: string) => lines.find((each) => each.place === place && each.item === item);
    expect(line("us-east-1", "m6g.large")).to.deep.include({ quantity: 8, unitPrice: 0.077, monthly: 449.68 });
    expect(line("us-east-1", "NAT gateway")).to.include({ quantity: 2, monthly: 65.7 });
    expect(line("us-east-1", "interface endpoint, a zone")).to.include({ quantity: 12, monthly: 87.6 });
    expect(line("us-east-1", "db.m6g.large, multi-az")).to.include({ quantity: 1, monthly: 232.14 });
    expect(line("global", "secret with its replicas")).to.include({ quantity: 2, monthly: 0.8 });
    expect(line("edge", "rule")).to.include({ quantity: 5, monthly: 5 });
  });

  it("shows a price that the table does not have as unknown, and what the line costs in the reference region", async () => {
    const { cost } = await reportOf();
    const unknown = cost.lines.filter(({ monthly }) => monthly === null);
    expect(unknown).to.not.be.empty;
    for (const line of unknown) expect(line).to.include({ unitPrice: null, source: null });
    const database = unknown.find(({ item }) => item === "db.m6g.large, multi-az");
    expect(database).to.include({ place: "us-west-1", atReference: 232.14 });
    expect(cost.total.unknownLines).to.equal(unknown.length);
    expect(priceOf("nat", "us-west-1")).to.equal(undefined);
  });

  it("has for every price its region, unit, date and source", () => {
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

  it("sums places to the total", async () => {
    const { cost } = await reportOf(fourRegions);
    const known = cost.places.reduce((sum, place) => sum + place.known, 0);
    expect(known).to.be.closeTo(cost.total.known, 0.02);
    expect(sumOf(cost.lines)).to.deep.equal(cost.total);
    expect(cost.priceDate).to.match(/^20\d\d-/);
  });

  it("shows what pilot light, warm and hot standby cost and buy", async () => {
    const { cost } = await reportOf();
    const [pilot, warm, hot, configured] = cost.strategies;
    expect(cost.strategies.map(({ strategy }) => strategy)).to.deep.equal([
      ...["pilot light", "warm standby", "hot standby", "as configured"],
    ]);
    expect(pilot?.standbyMonthly).to.be.lessThan(warm?.standbyMonthly ?? 0);
    expect(warm?.standbyMonthly).to.be.lessThan(hot?.standbyMonthly ?? 0);
    expect([pilot, warm, hot, configured].map((strategy) => strategy?.launches)).to.deep.equal([8, 4, 0, 4]);
    expect(pilot?.readsMinutes).to.equal(null);
    expect(hot?.readsMinutes).to.equal(0.1);
    expect(configured?.standbyMonthly).to.equal(warm?.standbyMonthly);
  });

  it("serves reads from no standby that lacks the data, or that the edge does not know", async () => {
    const inventory = await inventoryOf();
    const reads = (poorer: typeof inventory) =>
      new Set(strategiesOf(poorer, configOf()).map((strategy) => strategy.reads));
    const alone = inventory.without(({ type, role }) => type === "aws:rds/instance:Instance" && role === "standby");
    expect([...reads(alone)]).to.deep.equal(["not served: no standby has the data"]);
    const blind = inventory.without(({ type }) => type === "aws:cloudfront/distribution:Distribution");
    expect([...reads(blind)]).to.deep.equal(["not served: the edge has one origin"]);
  });

  it("plots the strategies, those that are alike as one, those without a bound with an arrow", async () => {
    const { cost } = await reportOf();
    const plot = strategyPlot(cost.strategies);
    expect(plot.match(/<circle/g)).to.have.length(3);
    const endless = strategyPlot(cost.strategies.map((strategy) => ({ ...strategy, highMinutes: null })));
    expect(endless).to.include('<path class="mark"').and.include("no bound");
    expect(strategyPlot(cost.strategies.map((strategy) => ({ ...strategy, lowMinutes: null })))).to.include(
      "No standby could take over",
    );
  });
});
