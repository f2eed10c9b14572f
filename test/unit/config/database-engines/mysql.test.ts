import { expect } from "chai";
import { parameterFamily } from "../../../../config/database-engines/engine";
import { MYSQL } from "../../../../config/database-engines/mysql";

describe("MySQL", () => {
  it("names its parameter family by major and minor version", () => {
    expect(parameterFamily(MYSQL, "8.4.3")).to.equal("mysql8.4");
    expect(parameterFamily(MYSQL, "8.4")).to.equal("mysql8.4");
  });

  it("requires TLS and exports its error and slow query logs", () => {
    expect(MYSQL.tlsParameter).to.include({ name: "require_secure_transport", value: "1" });
    expect(MYSQL.logExports).to.deep.equal(["error", "slowquery"]);
    expect(MYSQL.port).to.equal(3306);
  });
});
