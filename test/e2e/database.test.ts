import {
  DescribeDBInstanceAutomatedBackupsCommand,
  DescribeDBInstancesCommand,
  PromoteReadReplicaCommand,
  RDSClient,
} from "@aws-sdk/client-rds";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { LocalWorkspace, type OpMap, type Stack } from "@pulumi/pulumi/automation";
import { expect } from "chai";
import {
  AlarmTopic,
  type DatabaseRole,
  MultiRegionKey,
  RegionalKey,
  ReplicatedDatabase,
  type ReplicatedDatabaseArgs,
} from "../../components";
import type { RdsEngineName } from "../../config/database-engines";
import { DEFAULTS } from "../../config/defaults";
import { stopFormerBackupReplications } from "../../failover/adapters/aws/backup-replications";
import { liftDeletionProtection } from "../../failover/adapters/aws/deletion-protection";
import { outage } from "../local-aws/outage";
import { temporaryFolder } from "../support/temporary-folder";
import { east, west } from "./project";

const long = process.argv.includes("--all") ? describe : describe.skip;
const rds = (region: string) => new RDSClient({ region });

/** What the program declares; each case changes it and updates. */
interface Declared {
  readonly role: DatabaseRole["kind"];
  readonly version: string;
  readonly generation: number;
}
type Regions = Record<string, Declared>;
const declared: Regions = {
  [east]: { role: "primary", version: "17", generation: 1 },
  [west]: { role: "replica", version: "17", generation: 1 },
};

/** A database with a replica, and only what these need. */
const program =
  (name: string, regions: Regions, engine: { engine?: RdsEngineName; extendedSupport?: boolean }) =>
  async (): Promise<void> => {
    const { accountId } = await aws.getCallerIdentity();
    const dataKey = new MultiRegionKey("data", {
      homeRegion: east,
      replicaRegions: [west],
      description: "Data",
      accountId,
      protect: false,
    });
    const credentials = { databaseName: "orders", username: "orders", password: "not a secret of anybody" };
    let sourceArn: pulumi.Input<string> = "";
    for (const [region, { generation, role, version }] of Object.entries(regions)) {
      const vpc = new aws.ec2.Vpc(region, { region, cidrBlock: "10.0.0.0/16" });
      const subnets = ["a", "b"].map(
        (zone, index) =>
          new aws.ec2.Subnet(`${region}-${zone}`, {
            region,
            vpcId: vpc.id,
            availabilityZone: `${region}${zone}`,
            cidrBlock: `10.0.${index}.0/24`,
          }),
      );
      const clients = new aws.ec2.SecurityGroup(`${region}-clients`, { region, vpcId: vpc.id });
      const key = new RegionalKey(`${region}-key`, { region, accountId, protect: false });
      // A type of its own for each region: the databases have one name, as in the stacks of the regions.
      const parent = new pulumi.ComponentResource(`test:index:${region}`, region);
      const settings: ReplicatedDatabaseArgs = {
        ...DEFAULTS.database,
        ...engine,
        accountId,
        role: role === "replica" ? { kind: role, sourceArn } : { kind: role, ...credentials },
        version,
        allowMajorVersionUpgrade: true,
        generation,
        logRetentionDays: 30,
        network: { region, vpcId: vpc.id, databaseSubnetIds: subnets.map(({ id }) => id) },
        clientSecurityGroupId: clients.id,
        key: dataKey.arns[region] ?? "",
        logKeyArn: key.arn,
        alarmTopicArn: new AlarmTopic(`${region}-alarms`, { region, accountId, keyArn: key.arn }).arn,
      };
      sourceArn = new ReplicatedDatabase(name, settings, { parent }).arn;
    }
  };

const identifier = (region: string) => `payments-${region}-g${declared[region]?.generation}`;

async function instances(region: string, name = "payments") {
  const { DBInstances = [] } = await rds(region).send(new DescribeDBInstancesCommand({}));
  return DBInstances.filter(({ DBInstanceIdentifier }) => DBInstanceIdentifier?.startsWith(`${name}-`));
}

/** Sources of the automated backups that are replicated to a region. */
async function replicatedBackups(region: string) {
  const { DBInstanceAutomatedBackups = [] } = await rds(region).send(new DescribeDBInstanceAutomatedBackupsCommand({}));
  return DBInstanceAutomatedBackups.map(({ DBInstanceArn }) => DBInstanceArn?.split(":").at(-1));
}

/** Each case continues from the state that the previous one left. RDS takes minutes for each change, here as on AWS. */
long("a replicated database on the real engine", () => {
  let stack: Stack;
  const update = async (): Promise<OpMap> => (await stack.up()).summary.resourceChanges ?? {};

  before(async () => {
    stack = await LocalWorkspace.createStack(
      {
        stackName: "test",
        projectName: "payments",
        program: program("payments", declared, {}),
      },
      { workDir: temporaryFolder("workspace") },
    );
  });

  it("is created with its replica and shows no change afterwards", async () => {
    await update();
    const { changeSummary } = await stack.preview();
    expect(Object.keys(changeSummary)).to.deep.equal(["same"]);
    expect(await replicatedBackups(west)).to.deep.equal([identifier(east)]);
  });

  it("upgrades the PostgreSQL primary in place, its parameter group included", async () => {
    const [old] = await instances(east);
    declared[east] = { role: "primary", version: "18", generation: 1 };
    await update();
    const [upgraded, ...others] = await instances(east);
    expect(others).to.deep.equal([]);
    expect(upgraded?.DbiResourceId).to.equal(old?.DbiResourceId);
    expect(upgraded?.EngineVersion).to.equal("18");
    expect(upgraded?.DBParameterGroups?.[0]?.DBParameterGroupName).not.to.equal(
      old?.DBParameterGroups?.[0]?.DBParameterGroupName,
    );
  });

  it("rebuilds the replica with the new version, without a final snapshot, which RDS refuses", async () => {
    await liftDeletionProtection(rds(west), identifier(west));
    declared[west] = { role: "replica", version: "18", generation: 2 };
    await update();
    const rebuilt = await instances(west);
    expect(rebuilt.map(({ DBInstanceIdentifier }) => DBInstanceIdentifier)).to.deep.equal([identifier(west)]);
  });

  it("takes over in the other region while RDS of the first one does not answer", async () => {
    await rds(west).send(new PromoteReadReplicaCommand({ DBInstanceIdentifier: identifier(west) }));
    for (let state = ""; state !== "available"; state = (await instances(west))[0]?.DBInstanceStatus ?? "");
    await outage({ regions: [east], services: ["rds"], mode: "hang" });
    declared[west] = { role: "primary", version: "18", generation: 2 };
    declared[east] = { role: "quarantined", version: "18", generation: 1 };
    const { delete: deleted = 0, replace = 0 } = await update();
    // The two alarms and their component go; the replication of backups leaves the state only.
    expect([deleted, replace]).to.deep.equal([4, 0]);
    expect(await replicatedBackups(west)).to.deep.equal([identifier(east)]);
    await outage({});
  });

  it("has the replication of the former primary's backups stopped by the next step", async () => {
    const database = { region: west, databaseIdentifier: identifier(west), sourceArn: undefined };
    expect(await stopFormerBackupReplications(database)).to.include(identifier(east));
    expect(await replicatedBackups(west)).to.deep.equal([]);
  });
});

/** RDS upgrades MySQL's replica before its source, and PostgreSQL's source before its replica (docs/major-upgrade.md). */
long("a replicated MySQL database on the real engine", () => {
  const regions: Regions = {
    [east]: { role: "primary", version: "8.0", generation: 1 },
    [west]: { role: "replica", version: "8.0", generation: 1 },
  };
  const engine = { engine: "mysql", extendedSupport: true } as const;
  let stack: Stack;
  const upgrade = async (region: string, role: Declared["role"]) => {
    const [old] = await instances(region, "invoices");
    regions[region] = { role, version: "8.4", generation: 1 };
    const { delete: deleted = 0, replace = 0 } = (await stack.up()).summary.resourceChanges ?? {};
    const [upgraded, ...others] = await instances(region, "invoices");
    expect(others).to.deep.equal([]);
    expect([deleted, replace], "the parameter group alone is replaced").to.deep.equal([0, 1]);
    expect(upgraded?.DbiResourceId).to.equal(old?.DbiResourceId);
    expect(upgraded?.EngineVersion).to.equal("8.4");
    expect(upgraded?.DBParameterGroups?.[0]?.DBParameterGroupName).not.to.equal(
      old?.DBParameterGroups?.[0]?.DBParameterGroupName,
    );
  };

  before(async () => {
    stack = await LocalWorkspace.createStack(
      {
        stackName: "test",
        projectName: "invoices",
        program: program("invoices", regions, engine),
      },
      { workDir: temporaryFolder("workspace") },
    );
    await stack.up();
  });

  it("upgrades the replica first, in place, its parameter group included", () => upgrade(west, "replica"));

  it("upgrades the primary afterwards, and shows no change then", async () => {
    await upgrade(east, "primary");
    expect(Object.keys((await stack.preview()).changeSummary)).to.deep.equal(["same"]);
  });
});
