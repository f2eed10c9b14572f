import { expect } from "chai";
import { parameterFamily } from "../../../../config/database-engines/engine";
import { MARIADB } from "../../../../config/database-engines/mariadb";

describe("MariaDB", () => {
  it("names its parameter family by major and minor version", () => {
    expect(parameterFamily(MARIADB, "11.4.2")).to.equal("mariadb11.4");
    expect(parameterFamily(MARIADB, "11.4")).to.equal("mariadb11.4");
  });

  it("requires TLS and exports its error and slow query logs", () => {
    expect(MARIADB.tlsParameter).to.include({ name: "require_secure_transport", value: "1" });
    expect(MARIADB.logExports).to.deep.equal(["error", "slowquery"]);
    expect(MARIADB.port).to.equal(3306);
  });
});
