import { expect } from "chai";
import { configErrorsOf, itAccepts, itRefuses, regionSettings } from "../../../support/config-errors";
import type { Settings } from "../../../support/preview";

const mysql = (settings: object) => ({ database: { engine: "mysql", version: "8.4", ...settings } });
const mariadb = (settings: object) => ({ database: { engine: "mariadb", version: "11.4", ...settings } });

describe("configuration checks: database", () => {
  itRefuses([
    [
      "an instance class without its prefix",
      { database: { instanceClass: "m6g.large" } },
      "database.instanceClass: got m6g.large; write an RDS instance class such as db.m6g.large",
    ],
    [
      "an instance family that does not exist",
      { database: { instanceClass: "db.foo.large" } },
      "database.instanceClass: got db.foo.large; no such instance family; examples: db.t4g.medium, db.m6g.large, db.r8g.large",
    ],
    [
      "storage equal to its maximum",
      { database: { storageGiB: 100, maximumStorageGiB: 100 } },
      "database.maximumStorageGiB: got 100 with storageGiB 100; use at least 110, 10 % above it",
    ],
    [
      "a maximum below the storage",
      { database: { storageGiB: 500, maximumStorageGiB: 400 } },
      "database.maximumStorageGiB: got 400 with storageGiB 500; use at least 550, 10 % above it",
    ],
    [
      "a database name with a hyphen",
      { database: { name: "my-app" } },
      "database.name: got my-app; use 1 to 63 letters, digits and underscores, a letter first",
    ],
    [
      "a database name that PostgreSQL reserves",
      { database: { name: "Order" } },
      "database.name: got Order, a reserved word of postgres; use another name",
    ],
    [
      "a system database of MySQL",
      mysql({ name: "performance_schema" }),
      "database.name: got performance_schema, a reserved word of mysql; use another name",
    ],
    [
      "the user that RDS keeps for itself",
      mysql({ username: "rdsadmin" }),
      "database.username: got rdsadmin, a reserved word of mysql; use another name",
    ],
    [
      "the user that RDS reserves for PostgreSQL",
      { database: { username: "admin" } },
      "database.username: got admin, a reserved word of postgres; use another name",
    ],
    [
      "a user with PostgreSQL's reserved prefix",
      { database: { username: "pg_owner" } },
      "database.username: got pg_owner, a reserved word of postgres; use another name",
    ],
    [
      "a user name that is too long for MariaDB",
      mariadb({ username: "a".repeat(17) }),
      `database.username: got ${"a".repeat(17)}; use 1 to 16 letters, digits and underscores, a letter first`,
    ],
    [
      "a backup window without its form",
      { database: { backupWindow: "night" } },
      "database.backupWindow: got night; must have the form hh:mm-hh:mm, UTC",
    ],
    [
      "an hour that does not exist",
      { database: { backupWindow: "23:30-24:30" } },
      "database.backupWindow: got 23:30-24:30; must have the form hh:mm-hh:mm, UTC",
    ],
    [
      "a day that does not exist",
      { database: { maintenanceWindow: "day:09:00-day:10:00" } },
      "database.maintenanceWindow: got day:09:00-day:10:00; must have the form ddd:hh:mm-ddd:hh:mm, UTC",
    ],
    [
      "a backup window that is too short",
      { database: { backupWindow: "07:00-07:29" } },
      "database.backupWindow: got a window of 29 minutes; use at least 30",
    ],
    [
      "a maintenance window that is too short",
      { database: { maintenanceWindow: "sun:09:00-sun:09:10" } },
      "database.maintenanceWindow: got a window of 10 minutes; use at least 30",
    ],
    [
      "windows that overlap",
      { database: { backupWindow: "09:30-10:30" } },
      "database.maintenanceWindow: got sun:09:00-sun:10:00, which overlaps backupWindow 09:30-10:30; move one of them",
    ],
    [
      "windows that overlap beyond the end of the week",
      { database: { backupWindow: "00:00-00:30", maintenanceWindow: "sun:23:45-mon:00:15" } },
      "database.maintenanceWindow: got sun:23:45-mon:00:15, which overlaps backupWindow 00:00-00:30; move one of them",
    ],
    [
      "a version of another engine",
      { database: { engine: "mysql", version: "17" } },
      "database.version: got 17, which is not a version of mysql; use 8.0, 8.4 or a minor version of one",
    ],
    [
      "a version that does not exist",
      { database: { version: "17.x" } },
      "database.version: got 17.x, which is not a version of postgres; use 13, 14, 15, 16, 17, 18 or a minor version of one",
    ],
    [
      "a newer version in a PostgreSQL standby",
      regionSettings({ west: { database: { version: "18" } } }),
      "regions.us-west-1.database.version: got 18 with 17 in active region us-east-1; RDS upgrades a PostgreSQL primary first: upgrade us-east-1, then rebuild us-west-1 by raising its database.generation",
    ],
    [
      "an older version in a MySQL standby",
      { ...mysql({}), ...regionSettings({ west: { database: { version: "8.0" } } }) },
      "regions.us-west-1.database.version: got 8.0 with 8.4 in active region us-east-1; a mysql replica must be upgraded before its source: upgrade us-west-1 first",
    ],
  ]);

  itAccepts([
    ["the smallest storage maximum", { database: { storageGiB: 100, maximumStorageGiB: 110 } }],
    ["adjacent windows", { database: { backupWindow: "08:00-09:00" } }],
    ["a backup window beyond midnight", { database: { backupWindow: "23:45-00:15" } }],
    ["the MySQL name of a MariaDB user", mariadb({ username: "admin" })],
    ["minor versions", { database: { version: "17.6" } }],
    ["a newer PostgreSQL version in the active region", regionSettings({ east: { database: { version: "18" } } })],
    [
      "a newer MySQL version in the standby",
      { ...mysql({ version: "8.0" }), ...regionSettings({ west: { database: { version: "8.4" } } }) },
    ],
    [
      "an older version in a quarantined region",
      { ...mysql({}), quarantined: ["us-west-1"], ...regionSettings({ west: { database: { version: "8.0" } } }) },
    ],
  ]);

  describe("of an update", () => {
    const today = new Date("2026-11-26T12:00:00Z");
    const cases: [string, Settings, string][] = [
      [
        "PostgreSQL 13",
        { database: { version: "13.22" } },
        "database.version: got 13.22; standard support of postgres 13 ended on 2026-02-28: use 14, 15, 16, 17, 18, or set database.extendedSupport: true, which RDS charges for by vCPU and hour",
      ],
      [
        "MySQL 8.0",
        mysql({ version: "8.0" }),
        "database.version: got 8.0; standard support of mysql 8.0 ended on 2026-07-31: use 8.4, or set database.extendedSupport: true, which RDS charges for by vCPU and hour",
      ],
      [
        "MariaDB 10.5, with Extended Support too",
        mariadb({ version: "10.5", extendedSupport: true }),
        "database.version: got 10.5; standard support of mariadb 10.5 ended on 2026-08-31: use 10.6, 10.11, 11.4, 11.8, 12.3; there is no Extended Support for mariadb",
      ],
    ];
    for (const [title, settings, error] of cases) {
      it(`refuse ${title} after the end of its standard support`, () => {
        expect(configErrorsOf(settings, today)).to.deep.equal([error]);
      });
    }

    it("accept a version on its last day, and a past version with Extended Support", () => {
      expect(configErrorsOf(mysql({ version: "8.0" }), new Date("2026-07-31T23:00:00Z"))).to.deep.equal([]);
      expect(configErrorsOf(mysql({ version: "8.0", extendedSupport: true }), today)).to.deep.equal([]);
    });

    it("do not concern a failover, which reads the configuration without a date", () => {
      expect(configErrorsOf({ database: { version: "13" } })).to.deep.equal([]);
    });
  });
});
