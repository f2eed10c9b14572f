import { expect } from "chai";
import { RDS_CLASSES } from "../../../../config/aws/instance-types";
import { DATABASE_ENGINES } from "../../../../config/database-engines";
import {
  compareVersions,
  isReservedDatabaseName,
  isReservedUserName,
  majorVersion,
  majorVersions,
  standardSupportEnd,
} from "../../../../config/database-engines/engine";

const { postgres, mysql, mariadb } = DATABASE_ENGINES;

describe("database engines", () => {
  it("have instance classes, and versions with the end of their standard support", () => {
    expect(RDS_CLASSES).to.have.all.keys(Object.keys(DATABASE_ENGINES));
    for (const engine of Object.values(DATABASE_ENGINES)) {
      for (const major of majorVersions(engine)) {
        if (!engine.completeVersion) expect(majorVersion(engine, major)).to.equal(major);
        expect(standardSupportEnd(engine, major)).to.match(/^20\d\d-\d\d-\d\d$/);
      }
    }
  });

  it("have major versions of one number or two", () => {
    expect(majorVersion(postgres, "17.6")).to.equal("17");
    expect(majorVersion(postgres, "17.6.1")).to.equal(undefined);
    expect(majorVersion(mysql, "8.4.3")).to.equal("8.4");
    expect(majorVersion(mysql, "8")).to.equal(undefined);
    expect(majorVersion(mariadb, "11.x")).to.equal(undefined);
  });

  it("order versions by number and not by text", () => {
    expect(majorVersions(mariadb).slice(0, 3)).to.deep.equal(["10.5", "10.6", "10.11"]);
    expect(compareVersions("10.11", "10.6")).to.be.greaterThan(0);
    expect(compareVersions("17", "17")).to.equal(0);
  });

  it("reserve key words, system databases and system users in any case", () => {
    expect(isReservedDatabaseName(postgres, "Template1")).to.equal(true);
    expect(isReservedDatabaseName(postgres, "rank")).to.equal(false);
    expect(isReservedDatabaseName(mysql, "rank")).to.equal(true);
    expect(isReservedDatabaseName(mariadb, "rank")).to.equal(false);
    expect(isReservedUserName(postgres, "pg_app")).to.equal(true);
    expect(isReservedUserName(mysql, "pg_app")).to.equal(false);
    expect(isReservedUserName(mysql, "RdsAdmin")).to.equal(true);
  });
});
