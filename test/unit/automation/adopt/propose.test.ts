import { expect } from "chai";
import { proposalText } from "../../../../automation/adopt/adopt";
import { propose } from "../../../../automation/adopt/propose";
import type { Inventory } from "../../../../failover/adapters/aws/inventory/take-inventory";

const subnet = (id: string, zone: string, reach: "public" | "private" | "isolated") => ({ id, zone, reach });
const network = {
  vpcId: "vpc-0a",
  cidr: "10.50.0.0/16",
  isDefault: false,
  subnets: [
    subnet("subnet-1a", "us-east-1a", "public"),
    subnet("subnet-1b", "us-east-1b", "public"),
    subnet("subnet-2a", "us-east-1a", "private"),
    subnet("subnet-2b", "us-east-1b", "private"),
    subnet("subnet-3a", "us-east-1a", "isolated"),
    subnet("subnet-3b", "us-east-1b", "isolated"),
  ],
  endpointServices: ["com.amazonaws.us-east-1.s3", "com.amazonaws.us-east-1.ssm"],
};
const database = {
  identifier: "orders",
  engine: "postgres",
  engineVersion: "17.4",
  instanceClass: "db.m5.large",
  storageGiB: 50,
  databaseName: "orders",
  masterUsername: "orders",
  storageEncrypted: true,
  backupRetentionPeriod: 7,
  iamAuthentication: true,
  replicateSourceDb: "",
  masterUserSecrets: [],
  vpcSecurityGroups: ["sg-1"],
  vpcId: "vpc-0a",
  subnetIds: ["subnet-3a", "subnet-3b"],
};
const found: Inventory = {
  networks: [{ ...network, vpcId: "vpc-default", isDefault: true }, network],
  databases: [database],
  buckets: [{ name: "documents", versioned: false, replicates: false }],
  loadBalancers: [
    {
      name: "shop",
      dnsName: "shop.elb.amazonaws.com",
      zoneId: "Z2",
      vpcId: "vpc-0a",
      securityGroupIds: ["sg-2"],
      listeners: [{ arn: "arn:listener", targetGroupArn: "arn:group" }],
    },
  ],
  zones: [{ id: "Z1", name: "example.com" }],
};
const region = "us-east-1";
const proposed = (changes: Partial<Inventory> = {}, options: object = {}) =>
  propose({ ...found, ...changes }, { region, ...options }, () => []);

describe("the configuration for what exists", () => {
  it("names network, database and bucket, with what the network lacks", () => {
    const { obstacles, settings } = proposed({}, { bucket: "documents" });
    expect(obstacles).to.deep.equal([]);
    expect(settings).to.deep.equal({
      domain: "example.com",
      hostedZoneId: "Z1",
      regions: {
        "us-east-1": {
          network: {
            vpcId: "vpc-0a",
            publicSubnetIds: ["subnet-1a", "subnet-1b"],
            applicationSubnetIds: ["subnet-2a", "subnet-2b"],
            databaseSubnetIds: ["subnet-3a", "subnet-3b"],
            endpoints: ["ssmmessages", "ec2messages", "secretsmanager", "kms", "logs", "s3-global", "dynamodb"],
          },
          bucket: "documents",
          database: { existing: "orders" },
        },
      },
      database: {
        engine: "postgres",
        version: "17",
        instanceClass: "db.m5.large",
        storageGiB: 50,
        name: "orders",
        username: "orders",
        secretArn: "ARN OF THE SECRET WITH username AND password",
      },
    });
  });

  it("prints it as lines for Pulumi.yaml, with notes and obstacles as comments", () => {
    const text = proposalText(propose(found, { region }, () => ["is not encrypted"]));
    expect(text).to.match(/^# other VPCs: vpc-default$/m);
    expect(text).to.match(/^# before the adoption: orders is not encrypted$/m);
    expect(text).to.match(
      /^# load balancer shop: .*listenerArn arn:listener, targetGroupArn arn:group, securityGroupId sg-2$/m,
    );
    expect(text).to.match(/^redoubt:regions:\n {2}value:\n {4}us-east-1:/m);
  });

  it("says what prevents an adoption", () => {
    const { obstacles } = proposed(
      {
        networks: [{ ...network, subnets: network.subnets.filter(({ reach }) => reach !== "private") }],
        databases: [{ ...database, iamAuthentication: false }],
        buckets: [{ name: "documents", versioned: true, replicates: true }],
      },
      { bucket: "documents" },
    );
    expect(obstacles[0]).to.equal(
      "vpc-0a has 0 subnets with a default route through NAT; make them in at least two zones (applicationSubnetIds)",
    );
    expect(obstacles[1]).to.match(/^orders has no IAM authentication.*--enable-iam-database-authentication/);
    expect(obstacles[2]).to.equal("documents has a replication configuration, which adoption replaces");
  });

  it("takes no choice that is the user's", () => {
    const second = { ...network, vpcId: "vpc-0b", cidr: "10.60.0.0/16" };
    expect(() => proposed({ networks: [network, second], databases: [] })).to.throw(
      "--vpc: us-east-1 has 2 VPCs apart from the default one; name one: vpc-0a (10.50.0.0/16), vpc-0b (10.60.0.0/16)",
    );
    expect(() => proposed({ databases: [database, { ...database, identifier: "users" }] })).to.throw(
      "--database: vpc-0a has 2 primaries; name one: orders, users",
    );
    expect(() => proposed({}, { bucket: "none" })).to.throw(
      "--bucket: got none, which us-east-1 does not have; use one of documents",
    );
    expect(() => proposed({}, { database: "none" })).to.throw("--database: got none");
    expect(() => proposed({}, { vpcId: "vpc-0c" })).to.throw("--vpc: got vpc-0c");
  });
});
