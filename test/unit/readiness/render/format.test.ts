import { expect } from "chai";
import {
  count,
  dollars,
  durationRange,
  moneyTotal,
  nameOf,
  ownTotal,
  referenceTotal,
  typeOf,
} from "../../../../readiness/render/format";

describe("the formats of the report", () => {
  it("show a range of minutes, without a bound or without a recovery", () => {
    expect(durationRange(1, 2.25)).to.equal("1 to 2.3 min");
    expect(durationRange(15, 15)).to.equal("15 min");
    expect(durationRange(3, null)).to.equal("at least 3 min, without an upper bound");
    expect(durationRange(null, null)).to.equal("no recovery possible");
  });

  it("show money with the lines that have no price", () => {
    expect(dollars(1234.5)).to.equal("$1,234.50");
    expect(moneyTotal(2, 0)).to.equal("$2.00");
    expect(moneyTotal(2, 1)).to.equal("at least $2.00 (1 line without a price)");
    const money = { known: 2, unknownLines: 1, atReference: 3, unknownAtReference: 2 };
    expect(ownTotal(money)).to.equal("at least $2.00 (1 line without a price)");
    expect(referenceTotal(money)).to.equal("at least $3.00 (2 lines without a price)");
  });

  it("use the plural except for one", () => {
    expect([0, 1, 2].map((number) => count(number, "rule"))).to.deep.equal(["0 rules", "1 rule", "2 rules"]);
  });

  it("shorten URNs and type tokens", () => {
    expect(nameOf("urn:pulumi:prod::redoubt::aws:s3/bucket:Bucket::objects")).to.equal("objects");
    expect(["aws:rds/instance:Instance", "awsx:ec2:Vpc"].map(typeOf)).to.deep.equal(["rds.Instance", "awsx.Vpc"]);
  });
});
