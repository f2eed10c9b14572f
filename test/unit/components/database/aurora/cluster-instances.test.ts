import { expect } from "chai";
import { ReplicatedDatabase } from "../../../../../components";
import { ofType } from "../../../../support/preview";
import { runComponents } from "../../../../support/run-program";
import { AURORA_PRIMARY } from "../arguments";

const INSTANCE = "rds/clusterInstance:ClusterInstance";
const run = (own: Partial<typeof AURORA_PRIMARY> = {}) =>
  runComponents((opts) => new ReplicatedDatabase("orders", { ...AURORA_PRIMARY, ...own }, opts));
const instancesOf = async (own: Partial<typeof AURORA_PRIMARY> = {}) => ofType((await run(own)).stack, INSTANCE);

describe("clusterInstances", () => {
  it("are in two zones, private, monitored, and encrypt Performance Insights with the region's key", async () => {
    const instances = await instancesOf();
    expect(instances.map(({ inputs }) => [inputs.identifier, inputs.availabilityZone])).to.deep.equal([
      ["orders-us-east-1-g1-1", "us-east-1a"],
      ["orders-us-east-1-g1-2", "us-east-1b"],
    ]);
    for (const { inputs } of instances) {
      expect(inputs).to.include({
        publiclyAccessible: false,
        performanceInsightsKmsKeyId: AURORA_PRIMARY.keyArn,
        monitoringInterval: 30,
        instanceClass: "db.r6g.large",
      });
    }
  });

  it("stay in their zones when the order of the zones changes", async () => {
    const { optionsOf } = await run();
    expect(optionsOf(INSTANCE, "orders-g1-1").ignoreChanges).to.include("availabilityZone");
  });

  it("are none of a headless cluster", async () => {
    expect(await instancesOf({ instances: 0 })).to.deep.equal([]);
  });
});
