import type { NeighbourCase } from "./neighbour-case";
import type { Entry } from "./stack-export";

const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const NAT = "aws:ec2/natGateway:NatGateway";
const SUBNET = "aws:ec2/subnet:Subnet";
const TABLE = "aws:ec2/routeTable:RouteTable";
const ROUTE = "aws:ec2/route:Route";
const ASSOCIATION = "aws:ec2/routeTableAssociation:RouteTableAssociation";
const VPC = "aws:ec2/vpc:Vpc";
const ingress = (...rules: object[]): Entry[] => [[GROUP, "g", { ingress: rules }]];
const subnet = (name: string, zone: string): Entry => [
  SUBNET,
  name,
  { vpcId: "v-1", availabilityZone: `us-east-1${zone}` },
  { from: { vpcId: ["v"] } },
];
const gateway = (name: string, at: string): Entry => [NAT, name, { subnetId: `${at}-1` }, { from: { subnetId: [at] } }];
/** A route table with a route through a gateway, and the subnet that uses it. */
const routed = (gatewayName: string, at: string): Entry[] => [
  [TABLE, `t-${at}`, { vpcId: "v-1" }, { from: { vpcId: ["v"] } }],
  [
    ROUTE,
    `r-${at}`,
    { routeTableId: `t-${at}-1`, natGatewayId: `${gatewayName}-1`, destinationCidrBlock: "0.0.0.0/0" },
    { from: { routeTableId: [`t-${at}`], natGatewayId: [gatewayName] } },
  ],
  [
    ASSOCIATION,
    `x-${at}`,
    { routeTableId: `t-${at}-1`, subnetId: `${at}-1` },
    { from: { routeTableId: [`t-${at}`], subnetId: [at] } },
  ],
];
const NETWORK: Entry[] = [
  [VPC, "v", { cidrBlock: "10.0.0.0/16" }],
  subnet("public-a", "a"),
  subnet("public-b", "b"),
  subnet("private-a", "a"),
  subnet("private-b", "b"),
];
const PUBLIC: Entry[] = [
  [TABLE, "t-public", { vpcId: "v-1" }, { from: { vpcId: ["v"] } }],
  ...["public-a", "public-b"].map(
    (at): Entry => [
      ASSOCIATION,
      `x-${at}`,
      { routeTableId: "t-public-1", subnetId: `${at}-1` },
      { from: { routeTableId: ["t-public"], subnetId: [at] } },
    ],
  ),
];
const main = (rest: object): Entry => [
  "aws:ec2/defaultRouteTable:DefaultRouteTable",
  "t",
  { defaultRouteTableId: "rtb-1", ...rest },
  { from: { defaultRouteTableId: ["v"], routes: ["n"] } },
];

/** Cases on ports, NAT gateways and instances after public bug reports of scanners. */
export const REPORTED_NETWORK_CASES: readonly NeighbourCase[] = [
  {
    title: "ESP and ICMPv6 from everywhere open no ports",
    resources: ingress(
      { protocol: "50", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] },
      { protocol: "icmpv6", fromPort: -1, toPort: -1, ipv6CidrBlocks: ["::/0"] },
    ),
    yes: ["sg-no-open-ingress@g"],
    no: ["sg-no-open-admin-ports@g", "sg-no-open-http@g", "sg-no-http-ingress@g"],
  },
  {
    title: "the protocol by number, and the ports as text",
    resources: ingress({ protocol: 6, fromPort: "22", toPort: "22", cidrBlocks: ["0.0.0.0/0"] }),
    yes: ["sg-no-open-admin-ports@g"],
  },
  {
    title: "the protocol in capitals",
    resources: ingress({ protocol: "ALL", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }),
    yes: ["sg-no-open-admin-ports@g", "sg-no-open-ingress@g"],
  },
  {
    title: "trivy#7455: a range of eight addresses, and the group itself",
    resources: ingress({ protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["3.251.148.96/29"], self: true }),
    no: ["sg-no-open-admin-ports@g", "sg-no-open-ingress@g"],
  },
  {
    title: "one rule for port 80 from everywhere is one finding",
    resources: ingress({ protocol: "tcp", fromPort: 80, toPort: 80, cidrBlocks: ["0.0.0.0/0"] }),
    yes: ["sg-no-open-http@g"],
    no: ["sg-no-http-ingress@g", "sg-no-open-ingress@g"],
  },
  {
    title: "a NAT gateway in the main route table, which subnets without an association use",
    resources: [
      ...NETWORK,
      ...PUBLIC,
      gateway("n", "public-a"),
      main({ routes: [{ cidrBlock: "0.0.0.0/0", natGatewayId: "n-1" }] }),
    ],
    yes: ["nat-gateway-per-az@n"],
  },
  {
    title: "a NAT gateway in a route table that is made the main one",
    resources: [
      ...NETWORK,
      ...PUBLIC,
      gateway("n", "public-a"),
      [
        TABLE,
        "t",
        { vpcId: "v-1", routes: [{ cidrBlock: "0.0.0.0/0", natGatewayId: "n-1" }] },
        { from: { vpcId: ["v"], routes: ["n"] } },
      ],
      [
        "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation",
        "m",
        { vpcId: "v-1", routeTableId: "t-1" },
        { from: { vpcId: ["v"], routeTableId: ["t"] } },
      ],
    ],
    yes: ["nat-gateway-per-az@n"],
  },
  {
    title: "a route in the VPC's main table",
    resources: [
      ...NETWORK,
      ...PUBLIC,
      gateway("n", "public-a"),
      [
        ROUTE,
        "r",
        { routeTableId: "rtb-1", natGatewayId: "n-1", destinationCidrBlock: "0.0.0.0/0" },
        { from: { routeTableId: ["v"], natGatewayId: ["n"] } },
      ],
    ],
    yes: ["nat-gateway-per-az@n"],
  },
  {
    title: "two NAT gateways in one zone",
    resources: [
      ...NETWORK,
      ...PUBLIC,
      gateway("n1", "public-a"),
      gateway("n2", "public-a"),
      ...routed("n1", "private-a"),
      ...routed("n2", "private-b"),
    ],
    yes: ["nat-gateway-per-az@n2"],
    no: ["nat-gateway-per-az@n1"],
  },
  {
    title: "a NAT gateway for each zone, in its zone",
    resources: [
      ...NETWORK,
      ...PUBLIC,
      gateway("n1", "public-a"),
      gateway("n2", "public-b"),
      ...routed("n1", "private-a"),
      ...routed("n2", "private-b"),
    ],
    no: ["nat-gateway-per-az@*"],
  },
  {
    title: "one NAT gateway for the only private zone",
    resources: [...NETWORK, ...PUBLIC, gateway("n", "public-a"), ...routed("n", "private-a")],
    no: ["nat-gateway-per-az@*"],
  },
  {
    title: "trivy#5793: an instance from a template, named by name",
    resources: [
      ["aws:ec2/launchTemplate:LaunchTemplate", "t", { name: "bastion", metadataOptions: { httpTokens: "required" } }],
      ["aws:ec2/instance:Instance", "i", { launchTemplate: { name: "bastion", version: "1" } }],
    ],
    no: ["ec2-imdsv2@*"],
  },
  {
    title: "a volume from a snapshot that is not in view",
    resources: [["aws:ebs/volume:Volume", "v", { snapshotId: "snap-1", availabilityZone: "us-east-1a" }]],
    no: ["ebs-volume-encrypted@v"],
    undecided: ["ebs-volume-encrypted"],
  },
  {
    title: "a group of a mixed instances policy",
    resources: [
      [
        "aws:autoscaling/group:Group",
        "g",
        {
          minSize: 2,
          maxSize: 4,
          mixedInstancesPolicy: { launchTemplate: { launchTemplateSpecification: { launchTemplateId: "lt-1" } } },
          vpcZoneIdentifiers: ["a", "b"],
        },
      ],
    ],
    no: ["asg-launch-template@g", "asg-multi-az@g"],
  },
];
