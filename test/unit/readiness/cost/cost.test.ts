import { expect } from "chai";
import { costLines, sumOf } from "../../../../readiness/cost/cost";
import { ownTotal } from "../../../../readiness/render/format";
import { containers } from "../../../support/containers";
import { fourRegions, inventoryOf, reportOf } from "../../../support/report";

describe("the standing cost", () => {
  it("counts the charges of each location", async () => {
    const lines = costLines(await inventoryOf());
    const line = (location: string, item: string) =>
      lines.find((each) => each.location === location && each.item === item);
    expect(line("us-east-1", "m6g.large")).to.deep.include({ quantity: 8, unitPrice: 0.077, monthly: 449.68 });
    expect(line("us-east-1", "NAT gateway")).to.include({ quantity: 2, monthly: 65.7 });
    expect(line("us-east-1", "interface endpoint, per zone")).to.include({ quantity: 14, monthly: 102.2 });
    expect(line("us-east-1", "db.m6g.large, multi-az")).to.include({ quantity: 1, monthly: 232.14 });
    expect(line("global", "secret, with replicas")).to.include({ quantity: 3, atReference: 1.2 });
    expect(line("edge", "rule")).to.include({ quantity: 5, monthly: 5 });
  });

  it("counts the vCPUs and the memory of tasks by their architecture", async () => {
    const lines = costLines(await inventoryOf(containers)).filter(({ service }) => service === "Fargate");
    const active = lines.filter(({ location }) => location === "us-east-1");
    // Four tasks with 1 vCPU and 2 GB, and four with 2 vCPUs and 4 GB.
    expect(active.map(({ item, quantity }) => [item, quantity])).to.deep.equal([
      ["vCPU, arm64", 12],
      ["memory, GB, arm64", 24],
    ]);
    expect(active[0]).to.include({ unitPrice: 0.03238, monthly: 283.65 });
  });

  it("lists a missing price as unknown, with the cost in the reference region", async () => {
    const { cost } = await reportOf();
    const unknown = cost.lines.filter(({ monthly }) => monthly === null);
    expect(unknown).to.not.be.empty;
    for (const line of unknown) expect(line).to.include({ unitPrice: null, source: null });
    const database = unknown.find(({ item }) => item === "db.m6g.large, multi-az");
    expect(database).to.include({ location: "us-west-1", atReference: 232.14 });
    expect(cost.total.unknownLines).to.equal(unknown.length);
  });

  it("shows a total that lacks a price as a lower bound", async () => {
    const { cost } = await reportOf();
    const priced = cost.lines.map((line) => ({ ...line, monthly: line.atReference ?? 1 }));
    const before = sumOf(priced);
    const [first] = priced;
    const after = sumOf(priced.map((line) => (line === first ? { ...line, monthly: null } : line)));
    expect(ownTotal(before)).to.match(/^\$/);
    expect(ownTotal(after)).to.match(/^at least \$.*\(1 line without a price\)$/);
  });

  it("adds the locations up to the total", async () => {
    const { cost } = await reportOf(fourRegions);
    const known = cost.locations.reduce((sum, location) => sum + location.known, 0);
    expect(known).to.be.closeTo(cost.total.known, 0.02);
    expect(sumOf(cost.lines)).to.deep.equal(cost.total);
    expect(cost.priceDate).to.match(/^20\d\d-/);
  });
});
