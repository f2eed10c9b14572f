import {
  CreateTagsCommand,
  DescribeNetworkAclsCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeVpcsCommand,
  EC2Client,
} from "@aws-sdk/client-ec2";
import { type DBInstance, DescribeDBInstancesCommand, RDSClient } from "@aws-sdk/client-rds";
import * as aws from "@pulumi/aws";
import { type EngineEvent, LocalWorkspace, type Stack } from "@pulumi/pulumi/automation";
import { expect } from "chai";
import { adopt } from "../../automation/adopt/adopt";
import { MultiRegionBucket, MultiRegionKey, ReplicatedDatabase } from "../../components";
import { readExistingDatabase } from "../../components/database/existing-database";
import { readExistingNetwork } from "../../components/network/existing-network";
import { ENDPOINT_SERVICES } from "../../config/settings/region";
import { callLocalAws } from "../local-aws/call";
import { temporaryFolder } from "../support/temporary-folder";
import { createExistingSystem, type ExistingSystem, PASSWORD } from "./existing-system";
import { east, west } from "./project";
import { isArtefact } from "./results";

const long = process.argv.includes("--all") ? describe : describe.skip;
const KEY = { homeRegion: east, replicaRegions: [west], description: "Data", protect: false };

async function instance(region: string, identifier: string): Promise<DBInstance | undefined> {
  const { DBInstances = [] } = await new RDSClient({ region }).send(new DescribeDBInstancesCommand({}));
  return DBInstances.find(({ DBInstanceIdentifier }) => DBInstanceIdentifier === identifier);
}

/** What must not change: everything that an application notices. */
function identity(found: DBInstance | undefined) {
  const { DbiResourceId, DBInstanceClass, EngineVersion, Endpoint, AllocatedStorage, MultiAZ } = found ?? {};
  const groups = found?.VpcSecurityGroups?.map(({ VpcSecurityGroupId }) => VpcSecurityGroupId);
  const parameters = found?.DBParameterGroups?.map(({ DBParameterGroupName }) => DBParameterGroupName);
  const { BackupRetentionPeriod, DBSubnetGroup, KmsKeyId, PreferredMaintenanceWindow } = found ?? {};
  return {
    ...{ DbiResourceId, DBInstanceClass, EngineVersion, AllocatedStorage, MultiAZ, BackupRetentionPeriod, KmsKeyId },
    ...{ PreferredMaintenanceWindow, address: Endpoint?.Address, subnetGroup: DBSubnetGroup?.DBSubnetGroupName },
    groups,
    parameters,
  };
}

long("a system that other means made, on the real engine", () => {
  let stack: Stack;
  let system: ExistingSystem;
  let found: DBInstance | undefined;

  const program = async () => {
    const { accountId } = await aws.getCallerIdentity();
    const path = `regions.${east}.network`;
    const network = await readExistingNetwork({ ...system, region: east, path }, {});
    const engine = { engine: "postgres" as const, version: "17" };
    const { securityGroupId } = await readExistingDatabase(
      {
        ...engine,
        region: east,
        path: `regions.${east}.database.existing`,
        identifier: system.databaseIdentifier,
        username: "orders",
      },
      {},
    );
    const key = new MultiRegionKey("data", { ...KEY, accountId });
    const clients = new aws.ec2.SecurityGroup("clients", { region: east, vpcId: system.vpcId });
    const primary = new ReplicatedDatabase("primary", {
      ...engine,
      network,
      key: key.arns[east] ?? "",
      role: { kind: "primary", databaseName: "orders", username: "orders", password: PASSWORD },
      existing: system.databaseIdentifier,
      securityGroupId,
      clientSecurityGroupId: clients.id,
      protect: false,
    });
    const vpc = new aws.ec2.Vpc("standby", { region: west, cidrBlock: "10.60.0.0/16" });
    const subnets = ["a", "b"].map(
      (zone, index) =>
        new aws.ec2.Subnet(`standby-${zone}`, {
          region: west,
          vpcId: vpc.id,
          availabilityZone: `${west}${zone}`,
          cidrBlock: `10.60.${index}.0/24`,
        }),
    );
    new ReplicatedDatabase("orders", {
      ...engine,
      source: primary.arn,
      network: { region: west, vpcId: vpc.id, databaseSubnetIds: subnets.map(({ id }) => id) },
      key: key.arns[west] ?? "",
      protect: false,
    });
    new MultiRegionBucket("documents", {
      accountId,
      regions: {
        [east]: { keyArn: key.arns[east], existing: { bucket: system.bucket } },
        [west]: { keyArn: key.arns[west] },
      },
      protect: false,
    });
  };

  before(async () => {
    system = await createExistingSystem(east);
    found = await instance(east, "orders");
    stack = await LocalWorkspace.createStack(
      { stackName: "test", projectName: "adopted", program },
      { workDir: temporaryFolder("workspace") },
    );
  });

  it("is found by redoubt adopt, with what must be done first", async () => {
    const { obstacles, settings } = await adopt({ region: east, vpcId: system.vpcId, bucket: system.bucket });
    const { bucket, databaseIdentifier, databaseSecurityGroupId: _group, ...network } = system;
    expect(settings.regions).to.deep.equal({
      [east]: {
        network: { ...network, endpoints: ENDPOINT_SERVICES.filter((service) => !service.startsWith("ecr.")) },
        bucket,
        database: { existing: databaseIdentifier },
      },
    });
    expect(obstacles.map((text) => text.split(",")[0])).to.deep.equal(["orders has no IAM authentication"]);
  });

  it("is adopted by a preview that replaces, updates and deletes nothing", async () => {
    const { changeSummary } = await stack.preview();
    expect(Object.keys(changeSummary)).to.have.members(["create", "import"]);
    expect(changeSummary.import).to.equal(1);
  });

  it("gets a standby, and its database stays as it was", async () => {
    await stack.up();
    expect(identity(await instance(east, "orders"))).to.deep.equal(identity(found));
    const replica = await instance(west, `orders-${west}-g1`);
    expect(replica?.ReadReplicaSourceDBInstanceIdentifier).to.match(/orders$/);
    expect(replica?.StorageEncrypted).to.equal(true);
  });

  it("keeps the connections that its security group admits, and admits the application tier in addition", async () => {
    const filters = [{ Name: "group-id", Values: [system.databaseSecurityGroupId] }];
    const { SecurityGroupRules = [] } = await new EC2Client({ region: east }).send(
      new DescribeSecurityGroupRulesCommand({ Filters: filters }),
    );
    const ingress = SecurityGroupRules.filter(({ IsEgress }) => !IsEgress);
    expect(ingress.map(({ CidrIpv4 }) => CidrIpv4)).to.include("10.50.10.0/23");
    expect(ingress).to.have.length(2);
  });

  it("replicates its bucket, whose other settings stay as they were", async () => {
    const replication = await callLocalAws("GET", `/${system.bucket}?replication`, `s3/${east}`, "");
    expect(replication).to.include(`to-${west}`);
    const versioning = await callLocalAws("GET", `/${system.bucket}?versioning`, `s3/${east}`, "");
    expect(versioning).to.include("<Status>Enabled</Status>");
  });

  it("changes nothing in a second update, and its network is the one that it was", async () => {
    const changes: string[] = [];
    const onEvent = ({ resourcePreEvent }: EngineEvent) => {
      const { diffs = [], op = "same", type = "", urn = "" } = resourcePreEvent?.metadata ?? {};
      if (op !== "same" && !isArtefact(type, diffs)) changes.push(`${op} ${urn}: ${diffs.join(", ")}`);
    };
    await stack.preview({ onEvent });
    await stack.up({ onEvent });
    expect(changes).to.deep.equal([]);
    expect(identity(await instance(east, "orders"))).to.deep.equal(identity(found));
    const { Vpcs = [] } = await new EC2Client({ region: east }).send(
      new DescribeVpcsCommand({ VpcIds: [system.vpcId] }),
    );
    expect(Vpcs).to.have.length(1);
  });

  it("is refused for a second project whose databases would share a network ACL with it", async () => {
    const ec2 = new EC2Client({ region: east });
    const Filters = [{ Name: "vpc-id", Values: [system.vpcId] }];
    const { NetworkAcls = [] } = await ec2.send(new DescribeNetworkAclsCommand({ Filters }));
    const Resources = NetworkAcls.flatMap(({ NetworkAclId }) => NetworkAclId ?? []);
    await ec2.send(new CreateTagsCommand({ Resources, Tags: [{ Key: "redoubt:project", Value: "first" }] }));
    const refusal = await stack.preview().then(
      () => "",
      (error: Error) => error.message,
    );
    expect(refusal).to.match(/network\.databaseSubnetIds: got subnets of acl-\w+, which another project uses/);
  });
});
