import { expect } from "chai";
import { parseConfig } from "../../../../config/parse";
import { itRefuses, regionSettings } from "../../../support/config-errors";
import { configMap } from "../../../support/preview";

const aurora = (settings: object = {}) => ({ database: { engine: "aurora-postgresql", ...settings } });

describe("settings of a kind of database", () => {
  itRefuses([
    [
      "storage of Aurora",
      aurora({ storageGiB: 100 }),
      "database.storageGiB: got 100; Aurora's storage grows by itself; remove it",
    ],
    [
      "a limit of storage of Aurora",
      aurora({ maximumStorageGiB: 1000 }),
      "database.maximumStorageGiB: got 1000; Aurora's storage grows by itself; remove it",
    ],
    [
      "a permission to upgrade Aurora",
      aurora({ allowMajorVersionUpgrade: true }),
      "database.allowMajorVersionUpgrade: got true; the global cluster upgrades its members when database.version changes; remove it",
    ],
    [
      "a region's own version of Aurora",
      { ...aurora(), ...regionSettings({ west: { database: { version: "16.9" } } }) },
      "regions.us-west-1.database.version: got 16.9; all clusters of a global database have one version; remove it and set database.version",
    ],
    [
      "settings of Aurora with an RDS engine",
      { database: { aurora: { rpoSeconds: 60 } } },
      "database.aurora: got postgres; settings of Aurora; remove them, or set database.engine: aurora-postgresql or aurora-mysql",
    ],
  ]);

  it("have the defaults of the engine", () => {
    const database = (settings: object) => parseConfig(configMap({ database: settings })).database;
    expect(database({ engine: "aurora-mysql" })).to.include({
      version: "8.0.mysql_aurora.3.10.0",
      instanceClass: "db.r6g.large",
    });
    expect(database({ engine: "mysql" })).to.include({ version: "8.4", instanceClass: "db.m6g.large" });
    expect(database({ engine: "aurora-postgresql", version: "16.9" }).version).to.equal("16.9");
  });
});
