import { expect } from "chai";
import { ReplicatedDatabase, type ReplicatedDatabaseArgs } from "../../../../components";
import { ofType, one } from "../../../support/preview";
import { errorOf, runComponents } from "../../../support/run-program";

const network = { region: "us-west-1", vpcId: "vpc-1", databaseSubnetIds: ["subnet-1", "subnet-2"] };
const key = "arn:aws:kms:us-west-1:123456789012:key/mrk-1";
const source = "arn:aws:rds:us-east-1:123456789012:db:orders";

const run = (args: ReplicatedDatabaseArgs) => runComponents((opts) => new ReplicatedDatabase("orders", args, opts));
const refusal = (args: object) =>
  errorOf(() => new ReplicatedDatabase("orders", { source, network, key, ...args } as ReplicatedDatabaseArgs));

describe("arguments of a database", () => {
  it("are complete with source, network and key", async () => {
    const { stack } = await run({ source, network, key });
    expect(one(stack, "rds/instance:Instance").inputs).to.include({
      region: "us-west-1",
      replicateSourceDb: source,
      kmsKeyId: key,
      engine: "postgres",
      backupRetentionPeriod: 14,
    });
    expect(ofType(stack, "vpc/securityGroupIngressRule:SecurityGroupIngressRule")).to.deep.equal([]);
    for (const { inputs } of ofType(stack, "cloudwatch/metricAlarm:MetricAlarm")) {
      expect(inputs.alarmActions).to.deep.equal([]);
    }
  });

  it("leave a replica the storage of its source, unless they state another", async () => {
    const storage = async (args: Partial<ReplicatedDatabaseArgs>) => {
      const { stack } = await run({ source, network, key, ...args } as ReplicatedDatabaseArgs);
      return one(stack, "rds/instance:Instance").inputs.allocatedStorage;
    };
    expect(await storage({})).to.equal(undefined);
    expect(await storage({ storageGiB: 200 })).to.equal(200);
  });

  it("can name a resource in place of an ARN", async () => {
    const { stack } = await run({ source: { arn: source }, network, key: { arn: key } });
    expect(one(stack, "rds/instance:Instance").inputs).to.include({ replicateSourceDb: source, kmsKeyId: key });
  });

  it("leave the clients' security group as it is where they say so", async () => {
    const { stack } = await run({ source, network, key, clientSecurityGroupId: "sg-1", clientEgress: false });
    expect(ofType(stack, "vpc/securityGroupEgressRule:SecurityGroupEgressRule")).to.deep.equal([]);
    expect(ofType(stack, "vpc/securityGroupIngressRule:SecurityGroupIngressRule")).to.have.length(1);
  });

  it("can name an existing security group, to which nothing is added", async () => {
    const { stack } = await run({ source, network, key, securityGroupId: "sg-existing" });
    expect(ofType(stack, "ec2/securityGroup:SecurityGroup")).to.deep.equal([]);
    expect(one(stack, "rds/instance:Instance").inputs.vpcSecurityGroupIds).to.deep.equal(["sg-existing"]);
  });

  it("are refused with all errors at once", async () => {
    const error = await refusal({
      network: { ...network, databaseSubnetIds: ["subnet-1"] },
      key: "alias/orders",
      source: "arn:aws:rds:us-west-1:123456789012:db:orders",
      retentionDays: 0,
      version: "5",
      generation: 0,
      backupWindow: "seven",
    });
    expect(error?.split("\n")).to.have.members([
      "orders: network.databaseSubnetIds: got 1; name subnets in at least two availability zones",
      "orders: key: got alias/orders; use an ARN such as arn:aws:kms:us-west-1:123456789012:key/mrk-1",
      "orders: source: got arn:aws:rds:us-west-1:123456789012:db:orders, which is in us-west-1 too; use a database of another region",
      "orders: generation: got 0; use a whole number from 1",
      "orders: retentionDays: got 0; use at least 1",
      "orders: backupWindow: got seven; must have the form hh:mm-hh:mm, UTC",
      "orders: version: got 5, which is not a version of postgres; use 13, 14, 15, 16, 17, 18 or a minor version of one",
    ]);
  });

  it("have either a source or a role", async () => {
    const role = { kind: "replica", sourceArn: source };
    expect(await refusal({ role })).to.match(/^orders: source: got source and role; pass /);
    expect(await refusal({ source: undefined })).to.match(/^orders: source: got neither source nor role; pass /);
  });

  it("have a key of the database's region", async () => {
    expect(await refusal({ key: "arn:aws:kms:us-east-1:123456789012:key/1" })).to.equal(
      "orders: key: got arn:aws:kms:us-east-1:123456789012:key/1, which is in us-east-1; use one of us-west-1",
    );
  });

  it("have the names that the engine accepts", async () => {
    const role = { kind: "primary", databaseName: "1", username: "rdsadmin", password: "example" };
    const error = await refusal({ source: undefined, role });
    expect(error).to.match(
      /^orders: role\.databaseName: got 1; .*\norders: role\.username: got rdsadmin, a reserved word/,
    );
  });

  it("name what Aurora needs in addition", async () => {
    expect(
      await refusal({ engine: "aurora-postgresql", source: "arn:aws:rds:us-east-1:123456789012:cluster:orders" }),
    ).to.equal(
      ["globalClusterIdentifier", "instances", "zones"]
        .map((path) => `orders: ${path}: got none; aurora-postgresql needs it`)
        .join("\n"),
    );
  });
});
