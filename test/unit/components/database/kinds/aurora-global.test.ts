import { expect } from "chai";
import { ReplicatedDatabase } from "../../../../../components";
import { ofType, one } from "../../../../support/preview";
import { runComponents } from "../../../../support/run-program";
import { AURORA_PRIMARY, AURORA_SECONDARY } from "../arguments";

const LOG_GROUP = "cloudwatch/logGroup:LogGroup";
const ALARM = "cloudwatch/metricAlarm:MetricAlarm";
const run = (args: typeof AURORA_PRIMARY) =>
  runComponents((opts) => new ReplicatedDatabase("orders", args, opts)).then(({ stack }) => stack);

describe("an Aurora Global Database in a region", () => {
  it("has its log groups before its cluster, with retention and key", async () => {
    const stack = await run(AURORA_PRIMARY);
    const [group, ...others] = ofType(stack, LOG_GROUP);
    expect(others).to.deep.equal([]);
    expect(group?.inputs).to.include({
      name: "/aws/rds/cluster/orders-us-east-1-g1/postgresql",
      retentionInDays: 365,
      kmsKeyId: AURORA_PRIMARY.logKeyArn,
    });
    expect(one(stack, "rds/cluster:Cluster").dependencies).to.include(group?.urn);
  });

  it("has an alarm on its lag as a secondary only, which names its cluster and its topic", async () => {
    expect(ofType(await run(AURORA_PRIMARY), ALARM)).to.deep.equal([]);
    const { inputs } = one(await run(AURORA_SECONDARY), ALARM);
    expect(inputs).to.deep.include({
      dimensions: { DBClusterIdentifier: "orders-us-west-1-g1" },
      threshold: 60_000,
      alarmActions: [AURORA_SECONDARY.alarmTopicArn],
    });
  });

  it("has new names in a new generation, so that a rebuild replaces nothing", async () => {
    const rebuilt = await run({ ...AURORA_SECONDARY, generation: 2 });
    expect(one(rebuilt, "rds/cluster:Cluster")).to.include({ name: "orders-g2" });
    expect(one(rebuilt, "rds/cluster:Cluster").inputs.clusterIdentifier).to.equal("orders-us-west-1-g2");
    expect(ofType(rebuilt, "rds/clusterInstance:ClusterInstance").map(({ name }) => name)).to.deep.equal([
      "orders-g2-1",
      "orders-g2-2",
    ]);
  });
});
