import { expect } from "chai";
import { ReplicatedDatabase } from "../../../../../components";
import { ofType, one } from "../../../../support/preview";
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

  it("have the cluster's engine, network and parameters, and change at once, but for their minor version", async () => {
    const { stack } = await run();
    for (const { inputs, propertyDependencies } of ofType(stack, INSTANCE)) {
      expect(inputs).to.include({
        engine: "aurora-postgresql",
        preferredMaintenanceWindow: AURORA_PRIMARY.maintenanceWindow,
        copyTagsToSnapshot: true,
        performanceInsightsEnabled: true,
        performanceInsightsRetentionPeriod: 7,
        autoMinorVersionUpgrade: false,
        applyImmediately: true,
        caCertIdentifier: "rds-ca-rsa2048-g1",
      });
      for (const [property, type, name] of [
        ["clusterIdentifier", "rds/cluster:Cluster", ""],
        ["dbSubnetGroupName", "rds/subnetGroup:SubnetGroup", ""],
        ["dbParameterGroupName", "rds/parameterGroup:ParameterGroup", ""],
        ["monitoringRoleArn", "iam/role:Role", "monitoring"],
      ] as const) {
        expect(propertyDependencies[property], property).to.include(one(stack, type, name).urn);
      }
    }
  });

  it("stay in their zones when the order of the zones changes", async () => {
    const { optionsOf } = await run();
    expect(optionsOf(INSTANCE, "orders-g1-1").ignoreChanges).to.deep.equal(["availabilityZone", "engineVersion"]);
  });

  it("are none of a headless cluster", async () => {
    expect(await instancesOf({ instances: 0 })).to.deep.equal([]);
  });
});
