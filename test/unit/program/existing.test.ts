import { expect } from "chai";
import { ofType, one, previewed, type Settings, shippedSettings, stackOf } from "../../support/preview";

const arn = (service: string, region: string, resource: string) =>
  `arn:aws:${service}:${region}:123456789012:${resource}`;
const network = {
  vpcId: "vpc-0a",
  publicSubnetIds: ["subnet-1a", "subnet-1b"],
  applicationSubnetIds: ["subnet-2a", "subnet-2b"],
  databaseSubnetIds: ["subnet-3a", "subnet-3b"],
  endpoints: ["ssm", "s3"],
};
const shipped = shippedSettings.regions as Readonly<Record<string, { stack: string; cidr: string }>>;

/** The shipped system, whose active region exists already. */
const ADOPTED: Settings = {
  regions: {
    ...shipped,
    "us-east-1": {
      stack: "prod",
      network,
      bucket: "documents-of-example",
      bucketKeyArn: arn("kms", "us-east-1", "key/documents"),
      logBucket: "logs-of-example",
      database: { existing: "orders" },
    },
  },
  database: { username: "orders", secretArn: arn("secretsmanager", "us-east-1", "secret:orders-AbCdEf") },
  dataKeyArns: Object.fromEntries(
    ["us-east-1", "us-east-2", "us-west-1"].map((region) => [region, arn("kms", region, "key/mrk-1")]),
  ),
};

describe("a system whose active region exists", () => {
  it("uses its network: none is made, and only the named endpoints are added", async () => {
    const prod = stackOf(await previewed(ADOPTED), "prod");
    expect(ofType(prod, "awsx:ec2:Vpc")).to.deep.equal([]);
    expect(ofType(prod, "ec2/vpcEndpoint:VpcEndpoint").map(({ name }) => name)).to.have.members([
      "tier-network-ssm",
      "tier-network-s3",
    ]);
    expect(one(prod, "rds/subnetGroup:SubnetGroup").inputs.subnetIds).to.deep.equal(network.databaseSubnetIds);
    expect(one(prod, "ec2/tag:Tag").inputs).to.include({ key: "redoubt:project" });
  });

  it("fences it by the ids of its database subnets", async () => {
    const dr = stackOf(await previewed(ADOPTED), "dr");
    const functions = ofType(dr, "lambda/function:Function");
    const environment = JSON.stringify(functions.map(({ inputs }) => inputs.environment));
    expect(environment).to.include("subnet-3a").and.to.include("vpc-0a");
    expect(environment).not.to.include("10.10.0.0/16");
  });

  it("imports its database without a change to it, and adds the application tier to its security group", async () => {
    const prod = stackOf(await previewed(ADOPTED), "prod");
    const instance = one(prod, "rds/instance:Instance");
    expect(instance.inputs.identifier).to.equal("orders");
    expect(instance.protect).to.equal(true);
    expect(ofType(prod, "cloudwatch/logGroup:LogGroup").filter(({ name }) => name.includes("database"))).to.deep.equal(
      [],
    );
    const ingress = one(prod, "vpc/securityGroupIngressRule:SecurityGroupIngressRule", "tier-database");
    expect(ingress.inputs.securityGroupId).to.match(/^sg-/);
    expect(ofType(prod, "ec2/securityGroup:SecurityGroup").map(({ name }) => name)).not.to.include("tier-database");
  });

  it("follows it with a replica of the other region, under the given key", async () => {
    const dr = stackOf(await previewed(ADOPTED), "dr");
    const { inputs } = one(dr, "rds/instance:Instance");
    expect(inputs.replicateSourceDb).to.match(/^arn:aws:rds:us-east-1:\d+:db:orders$/);
    expect(inputs.kmsKeyId).to.equal(arn("kms", "us-west-1", "key/mrk-1"));
  });

  it("has its bucket among the replicated ones, its keys and its log bucket", async () => {
    const global = stackOf(await previewed(ADOPTED), "global");
    expect(ofType(global, "s3/bucket:Bucket").map(({ name }) => name)).to.have.members([
      "objects-us-west-1",
      "logs-us-west-1",
    ]);
    expect(ofType(global, "kms/replicaKey:ReplicaKey")).to.deep.equal([]);
    expect(ofType(global, "random:index/randomPassword:RandomPassword").map(({ name }) => name)).to.deep.equal([
      "origin-verify",
    ]);
    const prod = stackOf(await previewed(ADOPTED), "prod");
    expect(JSON.stringify(ofType(prod, "iam/rolePolicy:RolePolicy"))).to.include("key/documents");
    expect(JSON.stringify(ofType(prod, "lb/loadBalancer:LoadBalancer"))).to.include("logs-of-example");
  });
});
