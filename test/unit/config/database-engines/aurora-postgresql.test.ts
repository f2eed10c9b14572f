import { expect } from "chai";
import { AURORA_POSTGRESQL } from "../../../../config/database-engines/aurora-postgresql";
import { majorVersion, parameterFamily } from "../../../../config/database-engines/engine";

describe("Aurora PostgreSQL", () => {
  it("needs a complete version, because the global cluster reports one", () => {
    expect(majorVersion(AURORA_POSTGRESQL, "17.5")).to.equal("17");
    for (const version of ["17", "17.5.1", "9.6"]) expect(majorVersion(AURORA_POSTGRESQL, version)).to.equal(undefined);
  });

  it("has the parameter families, the port and the log of Aurora", () => {
    expect(parameterFamily(AURORA_POSTGRESQL, "17.5")).to.equal("aurora-postgresql17");
    expect(AURORA_POSTGRESQL.port).to.equal(5432);
    expect(AURORA_POSTGRESQL.logExports).to.deep.equal(["postgresql"]);
  });
});
