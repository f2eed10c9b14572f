import { expect } from "chai";
import { parameterFamily } from "../../../../config/database-engines/engine";
import { POSTGRES } from "../../../../config/database-engines/postgres";

describe("PostgreSQL", () => {
  it("names its parameter family by the major version", () => {
    expect(parameterFamily(POSTGRES, "17.6")).to.equal("postgres17");
    expect(parameterFamily(POSTGRES, "18")).to.equal("postgres18");
  });

  it("requires TLS and exports its server and upgrade logs", () => {
    expect(POSTGRES.tlsParameter).to.include({ name: "rds.force_ssl", value: "1" });
    expect(POSTGRES.logExports).to.deep.equal(["postgresql", "upgrade"]);
    expect(POSTGRES.port).to.equal(5432);
  });
});
