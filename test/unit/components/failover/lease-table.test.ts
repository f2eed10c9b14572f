import { expect } from "chai";
import { LeaseTable } from "../../../../components";
import { one } from "../../../support/preview";
import { runComponents } from "../../../support/run-program";

describe("LeaseTable", () => {
  const run = () =>
    runComponents(
      (opts) =>
        new LeaseTable(
          "lease",
          {
            tableName: "shop-lease",
            regions: ["us-east-1", "us-east-2", "us-west-2"],
            homeRegion: "us-east-2",
            firstLease: { activeRegion: "us-east-1", leaseSeconds: 30, writeSeconds: 10 },
          },
          opts,
        ),
    );

  it("has strongly consistent replicas in the other two regions", async () => {
    const { stack } = await run();
    const { replicas } = one(stack, "dynamodb/table:Table").inputs as {
      replicas: { regionName: string; consistencyMode: string }[];
    };
    expect(replicas.map(({ regionName, consistencyMode }) => [regionName, consistencyMode])).to.deep.equal([
      ["us-east-1", "STRONG"],
      ["us-west-2", "STRONG"],
    ]);
  });

  it("leaves the lease to the controllers once it exists", async () => {
    const { optionsOf } = await run();
    expect(optionsOf("dynamodb/tableItem:TableItem", "lease-first-lease").ignoreChanges).to.deep.equal(["item"]);
  });
});
