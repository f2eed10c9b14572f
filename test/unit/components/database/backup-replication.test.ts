import { expect } from "chai";
import { ReplicatedDatabase } from "../../../../components";
import { one } from "../../../support/preview";
import { runComponents } from "../../../support/run-program";
import { REPLICA } from "./arguments";

const type = "rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication";

describe("backupReplication", () => {
  it("is created after the replica, because both change the same source", async () => {
    const { stack } = await runComponents((opts) => new ReplicatedDatabase("orders", REPLICA, opts));
    expect(one(stack, type).dependencies).to.include(one(stack, "rds/instance:Instance").urn);
  });

  it("is never deleted by an update, which would wait for a source region that may be lost", async () => {
    for (const protect of [true, false]) {
      const { optionsOf } = await runComponents(
        (opts) => new ReplicatedDatabase("orders", { ...REPLICA, protect }, opts),
      );
      expect(optionsOf(type, "orders-source-backups").retainOnDelete, `protect: ${protect}`).to.equal(true);
    }
  });
});
