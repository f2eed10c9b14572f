import { expect } from "chai";
import { RdsDatabase } from "../../../../../failover/adapters/aws/database";
import { ConditionFailed } from "../../../../../failover/adapters/aws/single-table";
import { EpochGuard } from "../../../../../failover/protocol/epoch-guard";
import type { Item } from "../../../../../failover/protocol/lease-item";
import { Refused, StaleEpoch } from "../../../../../failover/protocol/ports";
import { rejection } from "./rejection";
import { type Answers, deployment, leaseAt, serviceError, standInClients, standInTable } from "./stand-ins";

const now = 1_700_000_000_000;
const source = "arn:aws:rds:us-east-1:123456789012:db:app-us-east-1-g1";
const replica = {
  DBInstanceIdentifier: "app-us-west-1-g1",
  DbiResourceId: "db-A",
  DBInstanceStatus: "available",
  ReadReplicaSourceDBInstanceIdentifier: source as string | undefined,
  BackupRetentionPeriod: 14,
  PreferredBackupWindow: "07:00-08:00",
};
const promoted = { ...replica, ReadReplicaSourceDBInstanceIdentifier: undefined };
const silent = { MetricDataResults: [] };

function database(
  instance: typeof replica,
  {
    items = {},
    answers = {},
    onUpdate,
    replicas = [],
  }: { items?: Record<string, Item>; answers?: Answers; onUpdate?: () => void; replicas?: string[] } = {},
) {
  const { asked, clients } = standInClients({
    DescribeDBInstances: () => ({ DBInstances: [instance] }),
    GetMetricData: () => silent,
    PromoteReadReplica: () => ({}),
    ...answers,
  });
  const { table, updates } = standInTable(items, onUpdate);
  const written = new Map<string, string>();
  const markers = {
    write: async (region: string, marker: string) => {
      for (const other of [region, ...replicas]) written.set(other, marker);
    },
    read: async (region: string) => written.get(region),
  };
  const guard = new EpochGuard(leaseAt(4));
  const port = new RdsDatabase(deployment, clients, table, guard, markers, {
    now: () => now,
    sleep: async () => {},
  });
  return { port, asked, updates, written };
}

const target = { region: "us-west-1", id: "db-A", epoch: 4 };

describe("adapters: RDS", () => {
  it("tells a replica's newest lag with its time", async () => {
    const measured = { Values: [2, 9], Timestamps: [new Date(now - 60_000), new Date(now - 120_000)] };
    const { port } = database(replica, { answers: { GetMetricData: () => ({ MetricDataResults: [measured] }) } });
    const lag = { seconds: 2, measuredAt: now - 60_000 };
    expect(await port.describe("us-west-1")).to.deep.equal({ id: "db-A", role: "replica", source: "us-east-1", lag });
  });

  it("tells an unknown lag as -1, not as none", async () => {
    const { port } = database(replica);
    expect((await port.describe("us-west-1")).lag).to.deep.equal({ seconds: -1, measuredAt: now });
  });

  it("writes markers through the sentinel, and has caught up when a marker of now arrives", async () => {
    const { port, written } = database(replica);
    await port.write("us-west-1", "m");
    expect(written.get("us-west-1")).to.equal("m");
    expect(await port.caughtUp("us-east-1", "us-west-1")).to.equal(false);
    const following = database(replica, { replicas: ["us-west-1"] });
    expect(await following.port.caughtUp("us-east-1", "us-west-1")).to.equal(true);
  });

  it("tells a source of the same region by that region", async () => {
    const { port } = database({ ...replica, ReadReplicaSourceDBInstanceIdentifier: "app-us-west-1-g0" });
    expect((await port.describe("us-west-1")).source).to.equal("us-west-1");
  });

  it("reports a primary only without a source, with status available, and after another status", async () => {
    const requested = { requestedAt: { N: String(now - 60_000) } };
    const moved = { ...requested, movedAt: { N: String(now - 30_000) } };
    const rebooting = { ...promoted, DBInstanceStatus: "rebooting" };
    const cases: [typeof replica, Item | null, string][] = [
      [replica, null, "replica"],
      [promoted, null, "primary"],
      // Stale: RDS has accepted the promotion and still tells the old state.
      [replica, requested, "promoting"],
      [promoted, requested, "promoting"],
      [rebooting, requested, "promoting"],
      [rebooting, moved, "promoting"],
      [{ ...replica, DBInstanceStatus: "modifying" }, moved, "promoting"],
      [promoted, moved, "primary"],
      // The reboot fell between two looks.
      [promoted, { requestedAt: { N: String(now - 6 * 60_000) } }, "primary"],
    ];
    for (const [instance, promotion, role] of cases) {
      const { port } = database(instance, { items: promotion ? { "promotion#db-A": promotion } : {} });
      const label = `${instance.DBInstanceStatus}, ${instance.ReadReplicaSourceDBInstanceIdentifier}, ${JSON.stringify(promotion)}`;
      expect((await port.describe("us-west-1")).role, label).to.equal(role);
    }
  });

  it("records once that the status has changed, also when another process records it first", async () => {
    const { port, updates } = database(
      { ...promoted, DBInstanceStatus: "rebooting" },
      {
        items: { "promotion#db-A": { requestedAt: { N: String(now) } } },
        onUpdate: () => {
          throw new ConditionFailed("there already");
        },
      },
    );
    expect((await port.describe("us-west-1")).role).to.equal("promoting");
    expect(updates[0]?.update.UpdateExpression).to.equal("SET movedAt = :now");
  });

  it("promotes with the backups that the replica has, and notes when", async () => {
    const { port, asked, updates } = database(replica);
    await port.promote(target);
    expect(asked.find(({ command }) => command === "PromoteReadReplica")?.input).to.deep.equal({
      DBInstanceIdentifier: "app-us-west-1-g1",
      BackupRetentionPeriod: 14,
      PreferredBackupWindow: "07:00-08:00",
    });
    expect(updates.map(({ pk }) => pk)).to.deep.equal(["promotion#db-A"]);
  });

  it("promotes nothing that is promoting or primary already", async () => {
    for (const items of [{ "promotion#db-A": { requestedAt: { N: String(now) } } }, {}] as Record<string, Item>[]) {
      const { port, asked } = database(promoted, { items });
      await port.promote(target);
      expect(asked.map(({ command }) => command)).not.to.include("PromoteReadReplica");
    }
  });

  it("records no promotion that RDS did not accept", async () => {
    const { port, updates } = database(replica, {
      answers: {
        PromoteReadReplica: () => {
          throw serviceError("InvalidDBInstanceStateFault", "backing-up");
        },
      },
    });
    const error = await rejection(port.promote(target));
    expect(error).not.to.be.instanceOf(Refused);
    expect(updates).to.deep.equal([]);
  });

  it("refuses another instance than the plan's, and an epoch that is over", async () => {
    const { port } = database(replica);
    expect(await rejection(port.promote({ ...target, id: "db-B" }))).to.be.instanceOf(Refused);
    expect(await rejection(port.promote({ ...target, epoch: 3 }))).to.be.instanceOf(StaleEpoch);
  });

  it("refuses a missing database and an unknown region", async () => {
    const missing = database(replica, {
      answers: {
        DescribeDBInstances: () => {
          throw serviceError("DBInstanceNotFoundFault");
        },
      },
    });
    expect((await rejection(missing.port.describe("us-west-1"))).message).to.match(/there is none in us-west-1/);
    const none = database(replica, { answers: { DescribeDBInstances: () => ({ DBInstances: [] }) } });
    expect(await rejection(none.port.describe("us-west-1"))).to.be.instanceOf(Refused);
    expect((await rejection(none.port.describe("us-east-1"))).message).to.match(/outputs of its stack are missing/);
    expect((await rejection(none.port.describe("mars-1"))).message).to.match(/not deployed/);
    const throttled = database(replica, {
      answers: {
        DescribeDBInstances: () => {
          throw serviceError("Throttling");
        },
      },
    });
    expect(await rejection(throttled.port.describe("us-west-1"))).not.to.be.instanceOf(Refused);
  });
});
