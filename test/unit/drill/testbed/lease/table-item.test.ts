import { expect } from "chai";
import { itemOf, renewal } from "../../../../../drill/testbed/lease/table-item";

describe("renewal", () => {
  it("replaces a renewal of the same or an older epoch only", () => {
    const change = renewal({
      Key: { pk: { S: "renewal#us-east-1" } },
      ExpressionAttributeValues: { ":epoch": { N: "3" }, ":at": { N: "5" } },
    });
    const item = (epoch: number, renewedAt: number) =>
      JSON.stringify({ epoch: { N: String(epoch) }, renewedAt: { N: String(renewedAt) } });
    const made = item(3, 5);
    expect(change(null)).to.equal(made);
    expect(change(item(2, 9))).to.equal(made);
    expect(change(item(4, 1))).to.equal(null);
  });
});

describe("itemOf", () => {
  it("is null for an absent value", () => {
    expect(itemOf(null)).to.equal(null);
  });
});
