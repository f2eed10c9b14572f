import {
  DescribeDBClusterSnapshotsCommand,
  DescribeGlobalClustersCommand,
  FailoverGlobalClusterCommand,
  RDSClient,
  RemoveFromGlobalClusterCommand,
  SwitchoverGlobalClusterCommand,
} from "@aws-sdk/client-rds";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { LocalWorkspace, type OpMap, type Stack } from "@pulumi/pulumi/automation";
import { expect } from "chai";
import {
  type DatabaseRole,
  globalDatabase,
  RegionalKey,
  ReplicatedDatabase,
  type ReplicatedDatabaseArgs,
} from "../../components";
import { outage } from "../local-aws/outage";
import { east, west } from "./project";

const long = process.argv.includes("--all") ? it : it.skip;
const rds = (region: string) => new RDSClient({ region });
const ENGINE = { engine: "aurora-postgresql", version: "17.5" } as const;
const CREDENTIALS = { databaseName: "orders", username: "orders", password: "not a secret of anybody" };

/** What the program declares; each case changes it and updates. */
const declared = {
  active: east,
  quarantined: undefined as string | undefined,
  generations: { [east]: 1, [west]: 1 } as Record<string, number>,
  transform: undefined as ReplicatedDatabaseArgs["transform"],
};

/** An Aurora Global Database over two regions, and only what it needs. */
async function program(): Promise<void> {
  const global = globalDatabase(
    "database",
    { firstActiveRegion: declared.active, identifier: "orders", ...ENGINE, protect: false },
    {},
  );
  let previous: pulumi.Resource = global;
  // The stacks are updated in this order: the active region first.
  for (const region of [declared.active, declared.active === east ? west : east]) {
    const vpc = new aws.ec2.Vpc(region, { region, cidrBlock: "10.0.0.0/16" });
    const zones = ["a", "b"].map((zone) => `${region}${zone}`);
    const subnets = zones.map(
      (availabilityZone, index) =>
        new aws.ec2.Subnet(availabilityZone, {
          region,
          vpcId: vpc.id,
          availabilityZone,
          cidrBlock: `10.0.${index}.0/24`,
        }),
    );
    const args: ReplicatedDatabaseArgs = {
      ...ENGINE,
      accountId: "123456789012",
      role: role(region),
      generation: declared.generations[region],
      globalClusterIdentifier: global.id,
      instances: 1,
      zones,
      // As in stacks/database-settings.ts: without a secondary that follows, the primary would pause all commits.
      rpoSeconds: region === declared.active && declared.quarantined === undefined ? 60 : undefined,
      network: { region, vpcId: vpc.id, databaseSubnetIds: subnets.map(({ id }) => id) },
      key: new RegionalKey(`${region}-key`, { region, accountId: "123456789012", protect: false }),
      protect: false,
      transform: declared.transform,
    };
    // A type of its own for each region: the databases have one name, as in the stacks of the regions.
    const parent = new pulumi.ComponentResource(`test:index:${region}`, region);
    previous = new ReplicatedDatabase("orders", args, { parent, dependsOn: [previous] });
  }
}

function role(region: string): DatabaseRole {
  if (region === declared.active) return { kind: "primary", ...CREDENTIALS };
  if (region === declared.quarantined) return { kind: "quarantined", ...CREDENTIALS };
  return { kind: "replica", sourceArn: arnIn(declared.active) };
}

function arnIn(region: string): string {
  return `arn:aws:rds:${region}:123456789012:cluster:orders-${region}-g${declared.generations[region]}`;
}

/** The members of the global database by region, and whether a change of the primary is in progress. */
async function members() {
  const command = new DescribeGlobalClustersCommand({ GlobalClusterIdentifier: "orders" });
  const [database] = (await rds(west).send(command)).GlobalClusters ?? [];
  return {
    isChanging: Boolean(database?.FailoverState?.Status),
    roles: Object.fromEntries<string>(
      (database?.GlobalClusterMembers ?? []).map(({ DBClusterArn, IsWriter, SynchronizationStatus }) => [
        DBClusterArn ?? "",
        `${IsWriter ? "primary" : "secondary"}, ${SynchronizationStatus}`,
      ]),
    ),
  };
}

/** Waits until no change of the primary is in progress and no member resynchronizes, except one whose region is out. */
async function settled(pending = false) {
  for (;;) {
    const { isChanging, roles } = await members();
    if (!isChanging && Object.values(roles).some((text) => text.endsWith("pending-resync")) === pending) return roles;
  }
}

async function failOver(): Promise<void> {
  await outage({ regions: [east], services: ["rds"], mode: "error" });
  const target = { GlobalClusterIdentifier: "orders", TargetDbClusterIdentifier: arnIn(west) };
  await rds(west).send(new FailoverGlobalClusterCommand({ ...target, AllowDataLoss: true }));
  expect(await settled(true)).to.deep.equal({
    [arnIn(east)]: "secondary, pending-resync",
    [arnIn(west)]: "primary, connected",
  });
  await outage({});
}

async function switchOver(from: string, to: string): Promise<void> {
  const target = { GlobalClusterIdentifier: "orders", TargetDbClusterIdentifier: arnIn(to) };
  await rds(from).send(new SwitchoverGlobalClusterCommand(target));
  await settled();
}

/**
 * Each case continues from the state that the previous one left. The end-to-end failover uses RDS; how the failover calls Aurora is
 * tested in test/unit/failover/adapters/aws/aurora-database.test.ts and test/local-aws/.
 */
describe("an Aurora Global Database on the real engine", () => {
  let stack: Stack;
  const update = async (): Promise<OpMap> => (await stack.up()).summary.resourceChanges ?? {};
  const expectNoChange = async () => {
    const { changeSummary, stdout } = await stack.preview({ diff: true });
    expect(Object.keys(changeSummary), stdout).to.deep.equal(["same"]);
  };
  /** Nothing is replaced, deleted or created except the lag alarm, which a secondary has. */
  const expectInPlace = ({ create = 0, delete: deleted = 0, replace = 0 }: OpMap, alarms: [number, number]) => {
    expect({ create, deleted, replace }).to.deep.equal({ create: alarms[0], deleted: alarms[1], replace: 0 });
  };
  const expectRoles = async (primary: string, secondary: string) =>
    expect(await settled()).to.deep.equal({
      [arnIn(primary)]: "primary, connected",
      [arnIn(secondary)]: "secondary, connected",
    });

  before(async () => {
    stack = await LocalWorkspace.createStack({ stackName: "test", projectName: "orders", program });
  });
  afterEach(() => outage({}));

  it("is created, the secondary after the primary", async () => {
    await update();
    await expectRoles(east, west);
  });

  it("follows a failover by the two lines, in place, and shows no change afterwards", async () => {
    await failOver();
    declared.active = west;
    declared.quarantined = east;
    expectInPlace(await update(), [0, 1]);
    await expectNoChange();
    await expectRoles(west, east);
  });

  it("keeps the former primary, which rejoined, as a secondary, with the snapshot that Aurora took", async () => {
    declared.quarantined = undefined;
    expectInPlace(await update(), [1, 0]);
    await expectNoChange();
    await expectRoles(west, east);
    const { DBClusterSnapshots = [] } = await rds(east).send(new DescribeDBClusterSnapshotsCommand({}));
    const names = DBClusterSnapshots.map(({ DBClusterSnapshotIdentifier }) => DBClusterSnapshotIdentifier);
    expect(names.some((name) => name?.startsWith("rds:unplanned-global-failover-"))).to.equal(true);
  });

  long("follows a failback, which is a switchover, in place, also after a refresh", async () => {
    await switchOver(west, east);
    declared.active = east;
    expectInPlace(await update(), [1, 1]);
    await stack.refresh();
    await expectNoChange();
    await expectRoles(east, west);
  });

  long("makes a former primary anew that was removed from the global database", async () => {
    await failOver();
    declared.active = west;
    declared.quarantined = east;
    await update();
    const removed = { GlobalClusterIdentifier: "orders", DbClusterIdentifier: arnIn(east) };
    await rds(east).send(new RemoveFromGlobalClusterCommand(removed));
    declared.quarantined = undefined;
    declared.generations[east] = 2;
    await update();
    await expectNoChange();
    await expectRoles(west, east);
  });
});
