import { expect } from "chai";
import { RuntimeParameters } from "../../../../components";
import { one } from "../../../support/preview";
import { runComponents } from "../../../support/run-program";

describe("RuntimeParameters", () => {
  it("stores each value below the path", async () => {
    const values = { "database/host": "db.example.com", "database/port": "5432" };
    const { stack } = await runComponents(
      (opts) => new RuntimeParameters("parameters", { region: "us-east-1", path: "/shop", values }, opts),
    );
    expect(one(stack, "ssm/parameter:Parameter", "parameters-database-host").inputs.name).to.equal(
      "/shop/database/host",
    );
    expect(one(stack, "ssm/parameter:Parameter", "parameters-database-port").inputs.name).to.equal(
      "/shop/database/port",
    );
  });
});
