import { expect } from "chai";
import { newStandbyEstimate } from "../../../../readiness/budget/new-standby";
import { configOf } from "../../../support/report";

const estimateOf = (database: object) => newStandbyEstimate(configOf({ database }));

describe("newStandbyEstimate", () => {
  it("adds the copy of the configured storage and the creation of the instance, and has no upper bound", () => {
    // 500 GiB at 500 MiB/s are 1,024 s, and an instance takes five minutes.
    const { highMinutes, lowMinutes, parts } = estimateOf({ storageGiB: 500 });
    expect(lowMinutes).to.equal(22.1);
    expect(highMinutes).to.equal(null);
    expect(parts.map(({ lowMinutes: low, per }) => [low, per])).to.deep.equal([
      [17.1, null],
      [5, null],
      [146.6, "TiB"],
    ]);
    expect(parts[0]?.source).to.include("34.1 min for 1000 GiB (database.maximumStorageGiB)");
  });

  it("names a source for every part", () => {
    for (const { source } of estimateOf({}).parts) expect(source).to.match(/AWS documents no|User Guide/);
  });

  it("does not count the first copy to an Aurora cluster, whose storage is not configured", () => {
    const { lowMinutes, parts } = estimateOf({ engine: "aurora-postgresql", instanceClass: "db.r6g.large" });
    expect([lowMinutes, parts[0]?.lowMinutes]).to.deep.equal([5, 0]);
    expect(parts[0]?.source).to.include("not counted");
  });
});
