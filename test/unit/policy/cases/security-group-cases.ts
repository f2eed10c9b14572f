import type { NeighbourCase } from "./neighbour-case";
import type { Entry } from "./stack-export";

const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const RULE = "aws:ec2/securityGroupRule:SecurityGroupRule";
const ingress = (rule: object): Entry[] => [[GROUP, "g", { ingress: [rule] }]];
const tcp = (port: number, more: object) => ({ protocol: "tcp", fromPort: port, toPort: port, ...more });

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
];
