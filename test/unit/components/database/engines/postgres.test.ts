import { expect } from "chai";
import { POSTGRES } from "../../../../../components/database/engines/postgres";

describe("PostgreSQL", () => {
  it("names its parameter family by the major version", () => {
    expect(POSTGRES.parameterFamily("17.6")).to.equal("postgres17");
    expect(POSTGRES.parameterFamily("18")).to.equal("postgres18");
  });

  it("requires TLS and exports its server and upgrade logs", () => {
    expect(POSTGRES.tlsParameter).to.include({ name: "rds.force_ssl", value: "1" });
    expect(POSTGRES.logExports).to.deep.equal(["postgresql", "upgrade"]);
    expect(POSTGRES.port).to.equal(5432);
  });
});
