import { expect } from "chai";
import { AuroraDatabase } from "../../../../../failover/adapters/aws/aurora-database";
import { ClusterInstances } from "../../../../../failover/adapters/aws/cluster-instances";
import { EpochGuard } from "../../../../../failover/protocol/epoch-guard";
import { Refused, StaleEpoch } from "../../../../../failover/protocol/ports";
import { rejection } from "./rejection";
import { type Answers, deployment, leaseAt, serviceError, standInClients } from "./stand-ins";

const now = 1_700_000_000_000;
const [east, west] = ["us-east-1", "us-west-1"] as const;
const arnIn = (region: string) => `arn:aws:rds:${region}:123456789012:cluster:app-${region}-g1`;
const cluster = {
  DBClusterArn: arnIn(west),
  DBClusterIdentifier: "app-us-west-1-g1",
  DbClusterResourceId: "cluster-A",
};
const SECONDARY = {
  GlobalClusterMembers: [
    { DBClusterArn: arnIn(east), IsWriter: true, SynchronizationStatus: "connected" },
    { DBClusterArn: arnIn(west), IsWriter: false, SynchronizationStatus: "connected" },
  ],
};
const PRIMARY = {
  GlobalClusterMembers: SECONDARY.GlobalClusterMembers.map((each) => ({ ...each, IsWriter: !each.IsWriter })),
};

function database(globalCluster: object = SECONDARY, answers: Answers = {}) {
  const { asked, clients } = standInClients({
    DescribeDBClusters: () => ({ DBClusters: [cluster] }),
    DescribeGlobalClusters: () => ({ GlobalClusters: [globalCluster] }),
    DescribeDBInstances: () => ({
      DBInstances: [{ DBInstanceIdentifier: "app-us-west-1-g1-1", DBInstanceStatus: "available" }],
    }),
    GetMetricData: () => ({ MetricDataResults: [] }),
    FailoverGlobalCluster: () => ({}),
    SwitchoverGlobalCluster: () => ({}),
    ...answers,
  });
  const markers = { write: async () => {}, read: async () => undefined };
  const clock = { now: () => now, sleep: async () => {} };
  const instances = new ClusterInstances(deployment, clients.rds);
  const guard = new EpochGuard(leaseAt(4));
  const port = new AuroraDatabase(deployment, "app", clients, instances, guard, markers, clock);
  return { port, asked };
}

const target = { region: west, id: "cluster-A", epoch: 4, mode: "failover" } as const;
const roleIn = async (globalCluster: object) => (await database(globalCluster).port.describe(west)).role;

describe("adapters: Aurora Global Database", () => {
  it("describes a secondary with the primary's region, and Aurora's own lag in seconds", async () => {
    const measured = { Values: [1500], Timestamps: [new Date(now - 60_000)] };
    const { port, asked } = database(SECONDARY, { GetMetricData: () => ({ MetricDataResults: [measured] }) });
    const lag = { seconds: 1.5, measuredAt: now - 60_000 };
    expect(await port.describe(west)).to.deep.equal({ id: "cluster-A", role: "replica", source: east, lag });
    const metric = asked.find(({ command }) => command === "GetMetricData");
    expect(JSON.stringify(metric?.input)).to.include("AuroraGlobalDBRPOLag");
    expect((await database().port.describe(west)).lag?.seconds).to.equal(-1);
  });

  it("distinguishes a primary, a promotion, a removed cluster, and a former primary that rejoins", async () => {
    expect(await roleIn(PRIMARY)).to.equal("primary");
    expect(await roleIn({ GlobalClusterMembers: [] })).to.equal("primary");
    const state = { Status: "failing-over", ToDbClusterArn: arnIn(west), FromDbClusterArn: arnIn(east) };
    expect(await roleIn({ ...SECONDARY, FailoverState: state })).to.equal("promoting");
    const away = { Status: "failing-over", ToDbClusterArn: arnIn(east), FromDbClusterArn: arnIn(west) };
    expect(await roleIn({ ...PRIMARY, FailoverState: away })).to.equal("demoting");
    const [first] = SECONDARY.GlobalClusterMembers;
    const own = { DBClusterArn: arnIn(west), IsWriter: false, SynchronizationStatus: "pending-resync" };
    expect(await roleIn({ GlobalClusterMembers: [first, own] })).to.equal("rejoining");
  });

  it("fails over in the target's region, with loss, and switches over in the primary's, without", async () => {
    const failover = database();
    await failover.port.promote(target);
    expect(failover.asked.at(-1)).to.deep.equal({
      region: west,
      command: "FailoverGlobalCluster",
      input: { GlobalClusterIdentifier: "app", TargetDbClusterIdentifier: arnIn(west), AllowDataLoss: true },
    });
    const switchover = database();
    await switchover.port.promote({ ...target, mode: "switchover" });
    expect(switchover.asked.at(-1)).to.deep.equal({
      region: east,
      command: "SwitchoverGlobalCluster",
      input: { GlobalClusterIdentifier: "app", TargetDbClusterIdentifier: arnIn(west) },
    });
  });

  it("requests nothing once the secondary follows another primary than the gate evaluated", async () => {
    const { port, asked } = database();
    await port.promote({ ...target, source: east });
    expect((await rejection(port.promote({ ...target, source: "eu-west-1" }))).message).to.equal(
      "the cluster of us-west-1 now follows us-east-1, not eu-west-1",
    );
    expect(asked.filter(({ command }) => command === "FailoverGlobalCluster")).to.have.length(1);
  });

  it("calls no region but the target's in a failover", async () => {
    const { port, asked } = database();
    await port.describe(west);
    await port.promote(target);
    expect([...new Set(asked.map(({ region }) => region))]).to.deep.equal([west]);
  });

  it("requests nothing of a database that is promoting or primary already", async () => {
    const { port, asked } = database(PRIMARY);
    await port.promote(target);
    expect(asked.map(({ command }) => command)).not.to.include("FailoverGlobalCluster");
  });

  it("adds an instance to a headless cluster first, and promotes once it is available", async () => {
    const created: unknown[] = [];
    const found: { DBInstanceIdentifier: string; DBInstanceStatus: string }[] = [];
    const answers: Answers = {
      DescribeDBInstances: () => ({ DBInstances: found }),
      CreateDBInstance: (input) => {
        created.push(input);
        found.push({ DBInstanceIdentifier: String(input.DBInstanceIdentifier), DBInstanceStatus: "creating" });
        return {};
      },
    };
    const { port, asked } = database(SECONDARY, answers);
    expect((await rejection(port.promote(target))).message).to.include("no available DB instance yet");
    expect((await rejection(port.promote(target))).message).to.include("0 of 1");
    expect(created).to.have.length(1);
    expect(created[0]).to.include({
      DBInstanceIdentifier: "app-us-west-1-g1-relief-1",
      DBClusterIdentifier: "app-us-west-1-g1",
      DBInstanceClass: "db.r6g.large",
      PubliclyAccessible: false,
    });
    found[0] = { DBInstanceIdentifier: "app-us-west-1-g1-relief-1", DBInstanceStatus: "available" };
    await port.promote(target);
    expect(asked.at(-1)?.command).to.equal("FailoverGlobalCluster");
  });

  it("refuses another cluster, a later epoch, and what does not exist", async () => {
    expect(await rejection(database().port.promote({ ...target, id: "cluster-B" }))).to.be.instanceOf(Refused);
    expect(await rejection(database().port.promote({ ...target, epoch: 3 }))).to.be.instanceOf(StaleEpoch);
    const absent = (command: string, name: string) =>
      database(SECONDARY, {
        [command]: () => {
          throw serviceError(name);
        },
      }).port.describe(west);
    expect(await rejection(absent("DescribeDBClusters", "DBClusterNotFoundFault"))).to.be.instanceOf(Refused);
    expect(await rejection(absent("DescribeGlobalClusters", "GlobalClusterNotFoundFault"))).to.be.instanceOf(Refused);
  });

  it("counts no write of a former primary, which Aurora discards when it makes the cluster a secondary", async () => {
    await database(PRIMARY).port.write(west, "marker");
    await database({ GlobalClusterMembers: [] }).port.write(west, "marker");
    const state = { Status: "failing-over", ToDbClusterArn: arnIn(west), FromDbClusterArn: arnIn(east) };
    await database({ ...SECONDARY, FailoverState: state }).port.write(west, "marker");
    expect((await rejection(database(SECONDARY).port.write(west, "marker"))).message).to.equal(
      "us-west-1 took a write, but the primary of the global database is in us-east-1; docs/troubleshooting.md",
    );
  });

  it("counts no write of a primary while a change that another run requested replaces it", async () => {
    const state = { Status: "failing-over", ToDbClusterArn: arnIn(east), FromDbClusterArn: arnIn(west) };
    const { port } = database({ ...PRIMARY, FailoverState: state });
    expect((await rejection(port.write(west, "marker"))).message).to.equal(
      "us-west-1 took a write, but Aurora is replacing it as the primary of the global database by us-east-1; docs/troubleshooting.md",
    );
  });

  it("lets a refusal of Aurora be tried again, because a member may become available", async () => {
    const { port } = database(SECONDARY, {
      FailoverGlobalCluster: () => {
        throw serviceError("InvalidGlobalClusterStateFault");
      },
    });
    const error = await rejection(port.promote(target));
    expect(error).not.to.be.instanceOf(Refused);
    expect(error.name).to.equal("InvalidGlobalClusterStateFault");
  });
});
