import { randomUUID } from "node:crypto";
import {
  CreateDBClusterCommand,
  type CreateDBClusterCommandInput,
  CreateDBInstanceCommand,
  CreateGlobalClusterCommand,
  DeleteDBClusterCommand,
  DeleteGlobalClusterCommand,
  DescribeDBClusterSnapshotsCommand,
  DescribeDBClustersCommand,
  DescribeGlobalClustersCommand,
  FailoverGlobalClusterCommand,
  RDSClient,
  RemoveFromGlobalClusterCommand,
  SwitchoverGlobalClusterCommand,
} from "@aws-sdk/client-rds";
import { expect } from "chai";
import { outage } from "./outage";

const [east, west] = ["us-east-1", "us-west-1"];
const rds = (region: string) => new RDSClient({ region });
const ENGINE = { Engine: "aurora-postgresql", EngineVersion: "17.5" };

/** The message with which a call is refused, or undefined where it succeeds. */
const refusal = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (error: Error) => `${error.name}: ${error.message}`,
  );

async function createCluster(region: string, id: string, own: Partial<CreateDBClusterCommandInput> = {}) {
  const command = new CreateDBClusterCommand({
    DBClusterIdentifier: `${id}-${region}`,
    GlobalClusterIdentifier: id,
    ...ENGINE,
    ...own,
  });
  const { DBCluster } = await rds(region).send(command);
  return DBCluster?.DBClusterArn ?? "";
}

async function createInstance(region: string, id: string) {
  await rds(region).send(
    new CreateDBInstanceCommand({
      DBInstanceIdentifier: `${id}-${region}-1`,
      DBClusterIdentifier: `${id}-${region}`,
      DBInstanceClass: "db.r6g.large",
      Engine: ENGINE.Engine,
    }),
  );
}

const PRIMARY = { MasterUsername: "orders", MasterUserPassword: "not-a-secret", DatabaseName: "orders" };

/** A global database with a primary in the east and a secondary in the west, each with one instance unless headless. */
async function globalDatabase(options: { headless?: boolean } = {}) {
  const id = `global-${randomUUID().slice(0, 8)}`;
  await rds(east).send(new CreateGlobalClusterCommand({ GlobalClusterIdentifier: id, ...ENGINE }));
  const primary = await createCluster(east, id, PRIMARY);
  await createInstance(east, id);
  const secondary = await createCluster(west, id);
  if (!options.headless) await createInstance(west, id);
  return { id, primary, secondary };
}

async function describeGlobal(id: string, region = west) {
  const { GlobalClusters } = await rds(region).send(new DescribeGlobalClustersCommand({ GlobalClusterIdentifier: id }));
  return GlobalClusters?.[0];
}

/** Describes the global database until no change of its primary is in progress. */
async function settled(id: string) {
  for (;;) {
    const found = await describeGlobal(id);
    if (!found?.FailoverState?.Status) return found;
  }
}

const membersOf = async (id: string) =>
  Object.fromEntries(
    ((await settled(id))?.GlobalClusterMembers ?? []).map(({ DBClusterArn, IsWriter, SynchronizationStatus }) => [
      DBClusterArn?.split(":")[3],
      [IsWriter ? "primary" : "secondary", SynchronizationStatus],
    ]),
  );

const failOver = (id: string, target: string) =>
  rds(west).send(
    new FailoverGlobalClusterCommand({
      GlobalClusterIdentifier: id,
      TargetDbClusterIdentifier: target,
      AllowDataLoss: true,
    }),
  );
const switchOver = (id: string, target: string, primaryRegion = east) =>
  rds(primaryRegion).send(
    new SwitchoverGlobalClusterCommand({ GlobalClusterIdentifier: id, TargetDbClusterIdentifier: target }),
  );

describe("Aurora global databases in the local AWS", () => {
  afterEach(() => outage({}));

  it("has a primary and a secondary, which gets user and database name from it", async () => {
    const { id, primary } = await globalDatabase();
    expect(await membersOf(id)).to.deep.equal({
      [east]: ["primary", "connected"],
      [west]: ["secondary", "connected"],
    });
    const { DBClusters } = await rds(west).send(
      new DescribeDBClustersCommand({ DBClusterIdentifier: `${id}-${west}` }),
    );
    expect(DBClusters?.[0]).to.include({ ReplicationSourceIdentifier: primary, DatabaseName: "orders" });
  });

  it("refuses a secondary with credentials, in the primary's region, or of another version", async () => {
    const { id } = await globalDatabase();
    expect(await refusal(createCluster("us-west-2", id, PRIMARY))).to.include("Cannot specify master_username");
    expect(await refusal(createCluster(east, id, { DBClusterIdentifier: `${id}-other` }))).to.include("already has");
    expect(await refusal(createCluster("us-west-2", id, { EngineVersion: "16.8" }))).to.include("engine version");
  });

  it("fails over to the secondary, and keeps a snapshot of the former primary, which rejoins when its region returns", async () => {
    const { id, secondary } = await globalDatabase();
    await outage({ regions: [east], services: ["rds"], mode: "error" });
    await failOver(id, secondary);
    expect((await describeGlobal(id))?.FailoverState).to.include({ Status: "pending", IsDataLossAllowed: true });
    expect(await refusal(failOver(id, secondary))).to.include("InvalidGlobalClusterStateFault");
    expect(await membersOf(id)).to.deep.equal({
      [east]: ["secondary", "pending-resync"],
      [west]: ["primary", "connected"],
    });
    await outage({});
    while ((await membersOf(id))[east]?.[1] !== "connected");
    const { DBClusterSnapshots = [] } = await rds(east).send(new DescribeDBClusterSnapshotsCommand({}));
    expect(
      DBClusterSnapshots.some(({ DBClusterSnapshotIdentifier: name }) =>
        name?.startsWith(`rds:unplanned-global-failover-${id}-${east}-`),
      ),
    ).to.equal(true);
  });

  it("switches over and back without a snapshot, but not while a member is unreachable", async () => {
    const { id, primary, secondary } = await globalDatabase();
    await outage({ regions: [east], services: ["rds"], mode: "error" });
    expect(await refusal(switchOver(id, secondary))).to.not.equal(undefined);
    await outage({});
    expect(await refusal(switchOver(id, secondary, west))).to.include("is requested in us-east-1");
    await switchOver(id, secondary);
    expect((await membersOf(id))[west]).to.deep.equal(["primary", "connected"]);
    await switchOver(id, primary, west);
    expect((await membersOf(id))[east]).to.deep.equal(["primary", "connected"]);
  });

  it("refuses to promote a secondary without an instance", async () => {
    const { id, secondary } = await globalDatabase({ headless: true });
    expect(await refusal(failOver(id, secondary))).to.include("no available DB instance");
    await createInstance(west, id);
    expect(await refusal(failOver(id, secondary))).to.equal(undefined);
  });

  it("removes members, the primary last, and deletes only clusters that are no members", async () => {
    const { id, primary, secondary } = await globalDatabase({ headless: true });
    const remove = (region: string, DbClusterIdentifier: string) =>
      rds(region).send(new RemoveFromGlobalClusterCommand({ GlobalClusterIdentifier: id, DbClusterIdentifier }));
    expect(await refusal(remove(east, primary))).to.include("after all secondary");
    const cluster = { DBClusterIdentifier: `${id}-${west}`, SkipFinalSnapshot: true };
    expect(await refusal(rds(west).send(new DeleteDBClusterCommand(cluster)))).to.include("part of a global cluster");
    await remove(west, secondary);
    await rds(west).send(new DeleteDBClusterCommand(cluster));
    const deleteGlobal = () => rds(east).send(new DeleteGlobalClusterCommand({ GlobalClusterIdentifier: id }));
    expect(await refusal(deleteGlobal())).to.include("is not empty");
    await remove(east, primary);
    await deleteGlobal();
    expect(await refusal(describeGlobal(id))).to.include("GlobalClusterNotFoundFault");
  });
});
