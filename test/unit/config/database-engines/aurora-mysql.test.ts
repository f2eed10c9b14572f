import { expect } from "chai";
import { AURORA_MYSQL } from "../../../../config/database-engines/aurora-mysql";
import { majorVersion, parameterFamily } from "../../../../config/database-engines/engine";

describe("Aurora MySQL", () => {
  it("needs a complete version of Aurora MySQL version 3", () => {
    expect(majorVersion(AURORA_MYSQL, "8.0.mysql_aurora.3.10.0")).to.equal("8.0");
    for (const version of ["8.0", "8.0.39", "5.7.mysql_aurora.2.11.1"]) {
      expect(majorVersion(AURORA_MYSQL, version)).to.equal(undefined);
    }
  });

  it("has the parameter families of Aurora and MySQL's dialect", () => {
    expect(parameterFamily(AURORA_MYSQL, "8.0.mysql_aurora.3.10.0")).to.equal("aurora-mysql8.0");
    expect(AURORA_MYSQL).to.include({ sqlFamily: "mysql", port: 3306 });
  });
});
