import { expect } from "chai";
import { ReplicatedDatabase } from "../../../../components";
import { ofType } from "../../../support/preview";
import { runComponents } from "../../../support/run-program";
import { PRIMARY } from "./arguments";

async function groupsOf(own: Partial<typeof PRIMARY>) {
  const { stack } = await runComponents((opts) => new ReplicatedDatabase("orders", { ...PRIMARY, ...own }, opts));
  return ofType(stack, "cloudwatch/logGroup:LogGroup").map(({ inputs }) => inputs.name);
}

describe("logGroups", () => {
  it("have the names under which RDS looks for them, one for each log of the engine", async () => {
    expect(await groupsOf({ engine: "mysql", version: "8.4" })).to.have.members([
      "/aws/rds/instance/orders-us-east-1-g1/error",
      "/aws/rds/instance/orders-us-east-1-g1/slowquery",
    ]);
  });

  it("are new ones for a rebuilt instance", async () => {
    const [first, second] = [await groupsOf({}), await groupsOf({ generation: 2 })];
    expect(first.filter((name) => second.includes(name))).to.deep.equal([]);
  });
});
