import { expect } from "chai";
import { ReplicatedDatabase } from "../../../../components";
import { one } from "../../../support/preview";
import { runComponents } from "../../../support/run-program";
import { PRIMARY } from "./arguments";

async function groupOf(own: Partial<typeof PRIMARY> = {}) {
  const { stack } = await runComponents((opts) => new ReplicatedDatabase("orders", { ...PRIMARY, ...own }, opts));
  return one(stack, "rds/parameterGroup:ParameterGroup");
}

describe("parameterGroup", () => {
  it("requires TLS, in the way in which RDS reports a default, so that no preview shows a change", async () => {
    expect((await groupOf()).inputs.parameters).to.deep.equal([
      { name: "rds.force_ssl", value: "1", applyMethod: "pending-reboot" },
    ]);
    expect((await groupOf({ engine: "mariadb", version: "11.8" })).inputs.parameters).to.deep.equal([
      { name: "require_secure_transport", value: "1", applyMethod: "pending-reboot" },
    ]);
  });

  it("has no fixed name, so that an upgrade creates the new family's group before it deletes the old one", async () => {
    const [before, after] = [await groupOf(), await groupOf({ version: "18" })];
    expect([before.inputs.family, after.inputs.family]).to.deep.equal(["postgres17", "postgres18"]);
    expect(after.urn).to.equal(before.urn);
    for (const { inputs } of [before, after]) expect(inputs).not.to.have.any.keys("name", "namePrefix");
  });
});
