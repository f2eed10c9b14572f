import { expect } from "chai";
import { ReplicatedDatabase } from "../../../../components";
import { one } from "../../../support/preview";
import { runComponents } from "../../../support/run-program";
import { PRIMARY, REPLICA } from "./arguments";

const run = (own: Partial<typeof PRIMARY> = {}) =>
  runComponents((opts) => new ReplicatedDatabase("orders", { ...PRIMARY, ...own }, opts));
const inputsOf = async (own?: Partial<typeof PRIMARY>) => one((await run(own)).stack, "rds/instance:Instance").inputs;

describe("databaseInstance", () => {
  it("is Multi-AZ, private and encrypted with the region's key", async () => {
    expect(await inputsOf()).to.include({
      multiAz: true,
      publiclyAccessible: false,
      storageEncrypted: true,
      kmsKeyId: PRIMARY.keyArn,
      performanceInsightsKmsKeyId: PRIMARY.keyArn,
    });
  });

  it("is protected by RDS in every role, and by Pulumi as a primary", async () => {
    for (const [own, protect] of [
      [{}, true],
      [REPLICA, false],
    ] as const) {
      const { optionsOf, stack } = await run(own);
      expect(one(stack, "rds/instance:Instance").inputs.deletionProtection).to.equal(true);
      expect(optionsOf("rds/instance:Instance", "orders-g1").protect).to.equal(protect);
    }
  });

  it("keeps no automated backups in a stack that is meant to be destroyed", async () => {
    expect(await inputsOf({ protect: false })).to.include({
      deletionProtection: false,
      deleteAutomatedBackups: true,
      skipFinalSnapshot: true,
    });
  });

  it("is enrolled in Extended Support only where that is configured, and never with MariaDB, which has none", async () => {
    const support = async (own: Partial<typeof PRIMARY>) => (await inputsOf(own)).engineLifecycleSupport;
    expect(await support({})).to.equal("open-source-rds-extended-support-disabled");
    expect(await support({ extendedSupport: true })).to.equal("open-source-rds-extended-support");
    expect(await support({ engine: "mariadb", version: "11.4" })).to.equal(undefined);
  });

  it("stays the same resource through a major version upgrade", async () => {
    const before = await run();
    const after = await run({ version: "18", allowMajorVersionUpgrade: true });
    const [old, upgraded] = [before, after].map(({ stack }) => one(stack, "rds/instance:Instance"));
    expect(upgraded?.urn).to.equal(old?.urn);
    expect(upgraded?.inputs).to.include({
      engineVersion: "18",
      allowMajorVersionUpgrade: true,
      applyImmediately: true,
    });
    expect(upgraded?.inputs.identifier).to.equal(old?.inputs.identifier);
  });
});
