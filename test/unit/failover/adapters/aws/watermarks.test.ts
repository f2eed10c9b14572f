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

  it("removes the failed attempts with the next beat, and starts a series where none goes on", async () => {
    const { table, updates } = standInTable({}, (_, update) => {
      if (update.UpdateExpression === "SET #failedAt = :at") throw new ConditionFailed("no series goes on");
    });
    const watermarks = new DynamoWatermarks(table);
    await watermarks.recordAcknowledged("us-east-1", { epoch: 4, at: 1000 });
    await watermarks.recordFailed("us-east-1", { epoch: 4, at: 40_000 }, 30_000);
    expect(updates.map(({ pk, update }) => [pk, update.UpdateExpression])).to.deep.equal([
      ["acknowledged#us-east-1", "SET #epoch = :epoch, #at = :at REMOVE failedSince, failedAt"],
      ["acknowledged#us-east-1", "SET #failedAt = :at"],
      ["acknowledged#us-east-1", "SET #failedSince = :at, #failedAt = :at"],
    ]);
    const [, goesOn, starts] = updates.map(({ update }) => update);
    expect(goesOn?.ConditionExpression).to.equal("#epoch <= :epoch AND #at < :at AND #failedAt BETWEEN :from AND :at");
    expect(goesOn?.ExpressionAttributeValues?.[":from"]).to.deep.equal({ N: "10000" });
    expect(starts?.ConditionExpression).to.match(/^#epoch <= :epoch AND #at < :at AND /);
  });

  it("ignores a write that comes late", async () => {
    const { table } = standInTable({}, () => {
      throw new ConditionFailed("a later beat is recorded");
    });
    await new DynamoWatermarks(table).recordAcknowledged("us-east-1", { epoch: 4, at: 1000 });
    await new DynamoWatermarks(table).recordFailed("us-east-1", { epoch: 4, at: 1000 }, 30_000);
  });

  it("reads them back, and has none where none was recorded or an item is malformed", async () => {
    const { table } = standInTable({
      "acknowledged#us-east-1": { epoch: { N: "4" }, at: { N: "1000" } },
      "acknowledged#eu-west-1": {
        epoch: { N: "4" },
        at: { N: "1000" },
        failedSince: { N: "1500" },
        failedAt: { N: "9000" },
      },
      "replayed#us-west-1": { epoch: { N: "4" }, at: { N: "900" }, readAt: { N: "1100" } },
      "acknowledged#us-west-1": { epoch: { N: "4" }, at: { S: "soon" } },
    });
    const watermarks = new DynamoWatermarks(table);
    expect(await watermarks.acknowledged("us-east-1")).to.deep.equal({ epoch: 4, at: 1000 });
    expect((await watermarks.acknowledged("eu-west-1"))?.failed).to.deep.equal({ since: 1500, at: 9000 });
    expect(await watermarks.replayed("us-west-1")).to.deep.equal({ epoch: 4, at: 900, readAt: 1100 });
    expect(await watermarks.acknowledged("us-west-1")).to.equal(undefined);
    expect(await watermarks.replayed("us-east-1")).to.equal(undefined);
  });
});
