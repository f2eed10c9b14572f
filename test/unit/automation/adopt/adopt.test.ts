import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { expect } from "chai";
import { adopt } from "../../../../automation/adopt/adopt";
import { takeInventory } from "../../../../failover/adapters/aws/inventory/take-inventory";

const tag = (name: string, ...content: string[]) => `<${name}>${content.join("")}</${name}>`;
const response = (action: string, ...content: string[]) => tag(`${action}Response`, tag(`${action}Result`, ...content));
const subnet = (id: string, zone: string, vpcId = "vpc-1") =>
  tag("item", tag("subnetId", id), tag("vpcId", vpcId), tag("availabilityZone", zone));
const instance = (identifier: string, ...more: string[]) =>
  tag(
    "DBInstance",
    tag("DBInstanceIdentifier", identifier),
    tag("Engine", "postgres"),
    tag("EngineVersion", "17.4"),
    tag("DBInstanceClass", "db.m5.large"),
    tag("MasterUsername", "orders"),
    ...more,
  );
const loadBalancer = (name: string, scheme: string) =>
  tag(
    "member",
    tag("LoadBalancerName", name),
    tag("LoadBalancerArn", `arn:${name}`),
    tag("DNSName", `${name}.elb.amazonaws.com`),
    tag("CanonicalHostedZoneId", "Z2"),
    tag("VpcId", "vpc-1"),
    tag("Type", "application"),
    tag("Scheme", scheme),
    tag("SecurityGroups", tag("member", "sg-2")),
  );

/** Responses in the form of the services' wire protocols, by action or path. */
const ANSWERS: Readonly<Record<string, string>> = {
  DescribeVpcs: tag(
    "DescribeVpcsResponse",
    tag("vpcSet", tag("item", tag("vpcId", "vpc-1"), tag("cidrBlock", "10.50.0.0/16"), tag("isDefault", "false"))),
  ),
  DescribeSubnets: tag(
    "DescribeSubnetsResponse",
    tag("subnetSet", subnet("subnet-2", "us-east-1b"), subnet("subnet-1", "us-east-1a"), subnet("other", "a", "vpc-2")),
  ),
  DescribeRouteTables: tag(
    "DescribeRouteTablesResponse",
    tag(
      "routeTableSet",
      tag(
        "item",
        tag("vpcId", "vpc-1"),
        tag("routeSet", tag("item", tag("destinationCidrBlock", "0.0.0.0/0"), tag("gatewayId", "igw-1"))),
        tag("associationSet", tag("item", tag("subnetId", "subnet-1"))),
      ),
      // The main route table, which applies to subnets without one of their own.
      tag("item", tag("vpcId", "vpc-1"), tag("associationSet", tag("item", tag("main", "true")))),
    ),
  ),
  DescribeVpcEndpoints: tag(
    "DescribeVpcEndpointsResponse",
    tag("vpcEndpointSet", tag("item", tag("vpcId", "vpc-1"), tag("serviceName", "com.amazonaws.us-east-1.ssm"))),
  ),
  DescribeDBInstances: response(
    "DescribeDBInstances",
    tag(
      "DBInstances",
      instance(
        "orders",
        tag("DBSubnetGroup", tag("VpcId", "vpc-1"), tag("Subnets", tag("Subnet", tag("SubnetIdentifier", "subnet-2")))),
        tag("VpcSecurityGroups", tag("VpcSecurityGroupMembership", tag("VpcSecurityGroupId", "sg-1"))),
        tag("MasterUserSecret", tag("SecretArn", "arn:secret")),
      ),
      instance("of-a-cluster", tag("DBClusterIdentifier", "cluster")),
    ),
  ),
  DescribeLoadBalancers: response(
    "DescribeLoadBalancers",
    tag("LoadBalancers", loadBalancer("shop", "internet-facing"), loadBalancer("inner", "internal")),
  ),
  DescribeListeners: response(
    "DescribeListeners",
    tag(
      "Listeners",
      tag("member", tag("Protocol", "HTTP"), tag("ListenerArn", "arn:redirect")),
      tag(
        "member",
        tag("Protocol", "HTTPS"),
        tag("ListenerArn", "arn:listener"),
        tag("DefaultActions", tag("member", tag("Type", "forward"), tag("TargetGroupArn", "arn:group"))),
      ),
    ),
  ),
  "/2013-04-01/hostedzone": tag(
    "ListHostedZonesResponse",
    tag(
      "HostedZones",
      tag("HostedZone", tag("Id", "/hostedzone/Z1"), tag("Name", "example.com.")),
      tag(
        "HostedZone",
        tag("Id", "/hostedzone/Z9"),
        tag("Name", "internal."),
        tag("Config", tag("PrivateZone", "true")),
      ),
    ),
    tag("IsTruncated", "false"),
  ),
  "/": tag(
    "ListAllMyBucketsResult",
    tag(
      "Buckets",
      tag("Bucket", tag("Name", "documents"), tag("BucketRegion", "us-east-1")),
      tag("Bucket", tag("Name", "elsewhere"), tag("BucketRegion", "us-west-1")),
    ),
  ),
  "/documents/?versioning=": tag("VersioningConfiguration", tag("Status", "Enabled")),
};

describe("automation/adopt", () => {
  const environment = { ...process.env };
  let server: Server;

  before(async () => {
    server = createServer(async (request, reply) => {
      const action = new URLSearchParams(await text(request)).get("Action");
      const path = (request.url ?? "").replace(/[?&]x-id=[^&]*|[?&](bucket-region|max-buckets)=[^&]*/g, "");
      const answer = ANSWERS[action ?? path];
      const missing = tag("Error", tag("Code", "ReplicationConfigurationNotFoundError"), tag("Message", path));
      reply.writeHead(answer === undefined ? 404 : 200, { "content-type": "text/xml" }).end(answer ?? missing);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
    });
  });
  after(() => {
    process.env = environment;
    server.closeAllConnections();
    server.close();
  });

  it("reads what exists in a region, and what belongs together", async () => {
    const { buckets, databases, loadBalancers, networks, zones } = await takeInventory("us-east-1");
    expect(networks).to.deep.equal([
      {
        vpcId: "vpc-1",
        cidr: "10.50.0.0/16",
        isDefault: false,
        subnets: [
          { id: "subnet-1", zone: "us-east-1a", reach: "public" },
          { id: "subnet-2", zone: "us-east-1b", reach: "isolated" },
        ],
        endpointServices: ["com.amazonaws.us-east-1.ssm"],
      },
    ]);
    expect(databases.map(({ identifier }) => identifier)).to.deep.equal(["orders"]);
    expect(databases[0]).to.deep.include({
      vpcId: "vpc-1",
      subnetIds: ["subnet-2"],
      vpcSecurityGroups: ["sg-1"],
      backupRetentionPeriod: 0,
      storageEncrypted: false,
    });
    expect(buckets).to.deep.equal([{ name: "documents", versioned: true, replicates: false }]);
    expect(loadBalancers.map(({ name, listeners }) => [name, listeners])).to.deep.equal([
      ["shop", [{ arn: "arn:listener", targetGroupArn: "arn:group" }]],
    ]);
    expect(zones).to.deep.equal([{ id: "Z1", name: "example.com" }]);
  });

  it("names what prevents the adoption of the database", async () => {
    const { obstacles, settings } = await adopt({ region: "us-east-1", bucket: "documents" });
    expect(settings).to.deep.include({ domain: "example.com", hostedZoneId: "Z1" });
    const all = obstacles.join("\n");
    for (const obstacle of ["encrypt", "backup", "password", "no IAM authentication"]) {
      expect(all).to.include(obstacle);
    }
  });
});
