import { expect } from "chai";
import { globalDatabase } from "../../../../../components";
import { one } from "../../../../support/preview";
import { runComponents } from "../../../../support/run-program";

const GLOBAL_CLUSTER = "rds/globalCluster:GlobalCluster";
const ARGS = {
  firstActiveRegion: "us-east-1",
  identifier: "orders",
  engine: "aurora-postgresql",
  version: "17.5",
} as const;

describe("globalDatabase", () => {
  it("is an encrypted, protected global cluster without members", async () => {
    const { optionsOf, stack } = await runComponents((opts) => globalDatabase("database", ARGS, opts));
    expect(one(stack, GLOBAL_CLUSTER).inputs).to.deep.equal({
      region: "us-east-1",
      globalClusterIdentifier: "orders",
      engine: "aurora-postgresql",
      engineVersion: "17.5",
      storageEncrypted: true,
      deletionProtection: true,
    });
    const { ignoreChanges, protect } = optionsOf(GLOBAL_CLUSTER, "database");
    expect(protect).to.equal(true);
    // A new active region does not move it, and the primary's database name does not replace it.
    expect(ignoreChanges).to.include.members(["region", "databaseName"]);
  });
});
