import { UNKNOWN_VALUE } from "../../../../resources/unknown";
import type { NeighbourCase } from "./neighbour-case";
import type { Entry } from "./stack-export";

const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const RULE = "aws:ec2/securityGroupRule:SecurityGroupRule";
const ingress = (rule: object): Entry[] => [[GROUP, "g", { ingress: [rule] }]];
const tcp = (port: number, more: object) => ({ protocol: "tcp", fromPort: port, toPort: port, ...more });

const INGRESS_RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const LIST = "aws:ec2/managedPrefixList:ManagedPrefixList";
const LIST_ENTRY = "aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry";
const QUARTERS = ["0.0.0.0/2", "64.0.0.0/2", "128.0.0.0/2", "192.0.0.0/2"];
const member = (name: string, rule: object, port = 22): Entry => [
  INGRESS_RULE,
  name,
  { securityGroupId: "g-1", ipProtocol: "tcp", fromPort: port, toPort: port, ...rule },
  { from: { securityGroupId: ["g"] } },
];
const listed = (port: number): Entry => [
  RULE,
  "r",
  { type: "ingress", securityGroupId: "sg-1", ...tcp(port, { prefixListIds: ["l-1"] }) },
  { from: { prefixListIds: ["l"] } },
];

/** Cases on security groups. */
export const SECURITY_GROUP_CASES: readonly NeighbourCase[] = [
  {
    title: "the internet in two halves, in two rule resources",
    resources: [
      [RULE, "r1", { type: "ingress", securityGroupId: "sg-1", ...tcp(22, { cidrBlocks: ["0.0.0.0/1"] }) }],
      [RULE, "r2", { type: "ingress", securityGroupId: "sg-1", ...tcp(22, { cidrBlocks: ["128.0.0.0/1"] }) }],
    ],
    yes: ["sg-no-open-admin-ports@r1", "sg-no-open-admin-ports@r2"],
  },
  {
    title: "every protocol from everywhere",
    resources: ingress({ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }),
    yes: ["sg-no-open-admin-ports@g", "sg-no-open-ingress@g"],
  },
  {
    title: "SSH from every IPv6 address",
    resources: ingress(tcp(22, { ipv6CidrBlocks: ["::/0"] })),
    yes: ["sg-no-open-admin-ports@g"],
  },
  {
    title: "SSH from a private range and from another group",
    resources: ingress(tcp(22, { cidrBlocks: ["10.0.0.0/8"], securityGroups: ["sg-2"] })),
    no: ["sg-no-open-admin-ports@g", "sg-no-open-ingress@g"],
  },
  {
    title: "an egress rule to everywhere",
    resources: [
      [
        RULE,
        "r",
        { type: "egress", protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"], securityGroupId: "sg-1" },
      ],
    ],
    no: ["sg-no-open-ingress@r", "sg-no-open-admin-ports@r"],
  },
  {
    title: "a range of ports that contains SSH",
    resources: ingress({ protocol: "tcp", fromPort: 20, toPort: 30, cidrBlocks: ["0.0.0.0/0"] }),
    yes: ["sg-no-open-admin-ports@g"],
  },
  {
    title: "UDP from everywhere opens no SSH",
    resources: ingress({ protocol: "udp", fromPort: 0, toPort: 65535, cidrBlocks: ["0.0.0.0/0"] }),
    no: ["sg-no-open-admin-ports@g", "sg-no-open-http@g"],
  },
  {
    title: "the internet in four quarters, in rules of three resource types",
    resources: [
      [GROUP, "g", { ingress: [tcp(22, { cidrBlocks: [QUARTERS[0]] })] }],
      [
        RULE,
        "r",
        { type: "ingress", securityGroupId: "g-1", ...tcp(22, { cidrBlocks: [QUARTERS[1]] }) },
        { from: { securityGroupId: ["g"] } },
      ],
      member("v1", { cidrIpv4: QUARTERS[2] }),
      member("v2", { cidrIpv4: QUARTERS[3] }),
    ],
    yes: ["g", "r", "v1", "v2"].flatMap((name) => [`sg-no-open-admin-ports@${name}`, `sg-no-open-ingress@${name}`]),
  },
  {
    title: "the internet in sixteen rules of a group that is not in view",
    resources: Array.from(
      { length: 16 },
      (_, index): Entry => [
        RULE,
        `r${index}`,
        { type: "ingress", securityGroupId: "sg-1", ...tcp(22, { cidrBlocks: [`${index * 16}.0.0.0/4`] }) },
      ],
    ),
    yes: ["sg-no-open-admin-ports@r0", "sg-no-open-admin-ports@r15"],
  },
  {
    title: "quarters of the internet in four groups",
    resources: QUARTERS.map(
      (range, index): Entry => [
        RULE,
        `r${index}`,
        { type: "ingress", securityGroupId: `sg-${index}`, ...tcp(22, { cidrBlocks: [range] }) },
      ],
    ),
    no: ["sg-no-open-admin-ports@*", "sg-no-open-ingress@*"],
  },
  {
    title: "quarters of the internet on four ports",
    resources: [
      [GROUP, "g", {}],
      ...QUARTERS.map((range, index) => member(`r${index}`, { cidrIpv4: range }, 22 + index)),
    ],
    no: ["sg-no-open-admin-ports@*", "sg-no-open-ingress@*"],
  },
  {
    title: "one quarter on every port and three on 443 leave SSH restricted",
    resources: [
      [GROUP, "g", {}],
      member("all", { cidrIpv4: QUARTERS[0], fromPort: 0, toPort: 65535 }),
      ...[1, 2, 3].map((index) => member(`r${index}`, { cidrIpv4: QUARTERS[index] }, 443)),
    ],
    yes: ["sg-no-open-ingress@all", "sg-no-open-ingress@r1"],
    no: ["sg-no-open-admin-ports@*"],
  },
  {
    title: "quarters of the internet in rules of different port ranges that all contain SSH",
    resources: [
      [GROUP, "g", {}],
      member("r0", { cidrIpv4: QUARTERS[0], fromPort: 20, toPort: 30 }),
      member("r1", { cidrIpv4: QUARTERS[1], ipProtocol: "-1", fromPort: undefined, toPort: undefined }),
      member("r2", { cidrIpv4: QUARTERS[2] }),
    ],
    yes: ["sg-no-open-admin-ports@r0", "sg-no-open-admin-ports@r1", "sg-no-open-admin-ports@r2"],
  },
  {
    title: "a private range beside quarters of the internet",
    resources: [
      [GROUP, "g", {}],
      ...QUARTERS.map((range, index) => member(`r${index}`, { cidrIpv4: range })),
      member("office", { cidrIpv4: "203.0.113.0/24" }),
      member("private", { cidrIpv4: "10.0.0.0/8" }),
    ],
    no: ["sg-no-open-admin-ports@office", "sg-no-open-admin-ports@private"],
  },
  {
    title: "the internet of IPv6 in four parts",
    resources: [
      [GROUP, "g", {}],
      ...["2000::/5", "2800::/5", "3000::/5", "3800::/5"].map((range, index) =>
        member(`r${index}`, { cidrIpv6: range }),
      ),
    ],
    yes: ["sg-no-open-admin-ports@r0", "sg-no-open-admin-ports@r3"],
  },
  {
    title: "a network of IPv6, and the unique local addresses",
    resources: [[GROUP, "g", {}], member("r0", { cidrIpv6: "2001:db8::/32" }), member("r1", { cidrIpv6: "fc00::/7" })],
    no: ["sg-no-open-admin-ports@*", "sg-no-open-ingress@*"],
  },
  {
    title: "a prefix list that contains every address",
    resources: [[LIST, "l", { addressFamily: "IPv4", maxEntries: 1, entries: [{ cidr: "0.0.0.0/0" }] }], listed(22)],
    yes: ["sg-no-open-admin-ports@r", "sg-no-open-ingress@r"],
  },
  {
    title: "a prefix list with the halves of the internet in entries of their own",
    resources: [
      [LIST, "l", { addressFamily: "IPv4", maxEntries: 2 }],
      ...["0.0.0.0/1", "128.0.0.0/1"].map(
        (cidr, index): Entry => [
          LIST_ENTRY,
          `e${index}`,
          { cidr, prefixListId: "l-1" },
          { from: { prefixListId: ["l"] } },
        ],
      ),
      listed(22),
    ],
    yes: ["sg-no-open-admin-ports@r", "sg-no-open-ingress@r"],
  },
  {
    title: "a prefix list of IPv6 in an inline rule",
    resources: [
      [LIST, "l", { addressFamily: "IPv6", maxEntries: 1, entries: [{ cidr: "::/0" }] }],
      [GROUP, "g", { ingress: [tcp(443, {}), tcp(3389, { prefixListIds: ["l-1"] })] }, { from: { ingress: ["l"] } }],
    ],
    yes: ["sg-no-open-admin-ports@g", "sg-no-open-ingress@g"],
  },
  {
    title: "a prefix list that completes the internet of another rule",
    resources: [
      [LIST, "l", { entries: [{ cidr: "128.0.0.0/2" }, { cidr: "10.0.0.0/8" }] }],
      [GROUP, "g", {}],
      member("r0", { cidrIpv4: "0.0.0.0/2" }),
      [
        INGRESS_RULE,
        "r1",
        { securityGroupId: "g-1", ipProtocol: "tcp", fromPort: 22, toPort: 22, prefixListId: "l-1" },
        { from: { securityGroupId: ["g"], prefixListId: ["l"] } },
      ],
    ],
    yes: ["sg-no-open-admin-ports@r0", "sg-no-open-admin-ports@r1"],
  },
  {
    title: "prefix lists with networks, and one of AWS that is not in view",
    resources: [
      [LIST, "l", { entries: [{ cidr: "10.0.0.0/8" }, { cidr: "203.0.113.0/24" }] }],
      listed(22),
      [GROUP, "g", { ingress: [tcp(443, { prefixListIds: ["pl-3b927c52"] })] }],
    ],
    no: ["sg-no-open-admin-ports@*", "sg-no-open-ingress@*"],
  },
  {
    title: "the internet beside a range that is not known yet",
    resources: ingress(tcp(22, { cidrBlocks: [UNKNOWN_VALUE, "0.0.0.0/0"] })),
    yes: ["sg-no-open-admin-ports@g", "sg-no-open-ingress@g"],
  },
  {
    title: "a prefix list entry that is not known yet",
    resources: [[LIST, "l", { entries: [{ cidr: UNKNOWN_VALUE }] }], listed(22)],
    no: ["sg-no-open-admin-ports@*"],
    undecided: ["sg-no-open-admin-ports"],
  },
];
