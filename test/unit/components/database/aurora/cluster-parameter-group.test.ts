import { expect } from "chai";
import { ReplicatedDatabase } from "../../../../../components";
import { one } from "../../../../support/preview";
import { runComponents } from "../../../../support/run-program";
import { AURORA_PRIMARY } from "../arguments";

const groupOf = async (own: Partial<typeof AURORA_PRIMARY> = {}) => {
  const { stack } = await runComponents(
    (opts) => new ReplicatedDatabase("orders", { ...AURORA_PRIMARY, ...own }, opts),
  );
  return one(stack, "rds/clusterParameterGroup:ClusterParameterGroup").inputs;
};

describe("clusterParameterGroup", () => {
  it("refuses connections without TLS, in the engine's own words", async () => {
    expect(await groupOf()).to.deep.include({
      family: "aurora-postgresql17",
      parameters: [{ name: "rds.force_ssl", value: "1", applyMethod: "pending-reboot" }],
    });
    expect(await groupOf({ engine: "aurora-mysql", version: "8.0.mysql_aurora.3.10.0" })).to.deep.include({
      family: "aurora-mysql8.0",
      parameters: [{ name: "require_secure_transport", value: "ON", applyMethod: "pending-reboot" }],
    });
  });

  it("is where Aurora has that parameter, which a group of instances does not take", async () => {
    const { stack } = await runComponents((opts) => new ReplicatedDatabase("orders", AURORA_PRIMARY, opts));
    expect(one(stack, "rds/parameterGroup:ParameterGroup").inputs.parameters).to.deep.equal([]);
  });

  it("bounds the loss of a failover at once where a limit is given", async () => {
    const { parameters } = await groupOf({ rpoSeconds: 60 });
    expect(parameters).to.deep.include({ name: "rds.global_db_rpo", value: "60", applyMethod: "immediate" });
  });
});
