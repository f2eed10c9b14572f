import { expect } from "chai";
import { ConditionFailed } from "../../../../../failover/adapters/aws/single-table";
import { DynamoWatermarks } from "../../../../../failover/adapters/aws/watermarks";
import { standInTable } from "./stand-ins";

describe("adapters: watermarks", () => {
  it("records beats under a key of the region, and lets a watermark only rise", async () => {
    const { table, updates } = standInTable({});
    const watermarks = new DynamoWatermarks(table);
    await watermarks.recordAcknowledged("us-east-1", { epoch: 4, at: 1000 });
    await watermarks.recordReplayed("us-west-1", { epoch: 4, at: 900 }, 1100);
    expect(updates.map(({ pk }) => pk)).to.deep.equal(["acknowledged#us-east-1", "replayed#us-west-1"]);
    expect(updates.map(({ update }) => update.ExpressionAttributeValues)).to.deep.equal([
      { ":epoch": { N: "4" }, ":at": { N: "1000" } },
      { ":epoch": { N: "4" }, ":at": { N: "900" }, ":readAt": { N: "1100" } },
    ]);
    for (const { update } of updates) {
      expect(update.ConditionExpression).to.equal(
        "attribute_not_exists(#epoch) OR #epoch < :epoch OR (#epoch = :epoch AND #at <= :at)",
      );
    }
  });

  it("ignores a write that comes late", async () => {
    const { table } = standInTable({}, () => {
      throw new ConditionFailed("a later beat is recorded");
    });
    await new DynamoWatermarks(table).recordAcknowledged("us-east-1", { epoch: 4, at: 1000 });
  });

  it("reads them back, and has none where none was recorded or an item is malformed", async () => {
    const { table } = standInTable({
      "acknowledged#us-east-1": { epoch: { N: "4" }, at: { N: "1000" } },
      "replayed#us-west-1": { epoch: { N: "4" }, at: { N: "900" }, readAt: { N: "1100" } },
      "acknowledged#us-west-1": { epoch: { N: "4" }, at: { S: "soon" } },
    });
    const watermarks = new DynamoWatermarks(table);
    expect(await watermarks.acknowledged("us-east-1")).to.deep.equal({ epoch: 4, at: 1000 });
    expect(await watermarks.replayed("us-west-1")).to.deep.equal({ epoch: 4, at: 900, readAt: 1100 });
    expect(await watermarks.acknowledged("us-west-1")).to.equal(undefined);
    expect(await watermarks.replayed("us-east-1")).to.equal(undefined);
  });
});
