import { itAccepts, itRefuses, regionSettings } from "../../../support/config-errors";

const FIX = "use the range that operators connect from, such as 198.51.100.0/24";

describe("configuration checks: network", () => {
  const network = {
    vpcId: "vpc-0a",
    publicSubnetIds: ["subnet-1a", "subnet-1b"],
    applicationSubnetIds: ["subnet-2a", "subnet-2b"],
    databaseSubnetIds: ["subnet-3a", "subnet-3b"],
  };
  itAccepts([["an existing network", regionSettings({ west: { cidr: undefined, network } })]]);
  itRefuses([
    [
      "a region without a network",
      regionSettings({ west: { cidr: undefined } }),
      "regions.us-west-1.cidr: missing; write the range of a new network such as 10.10.0.0/16, or the ids of an existing one under network",
    ],
    [
      "a range with an existing network",
      regionSettings({ west: { network } }),
      "regions.us-west-1.cidr: got 10.20.0.0/16 with an existing network; remove one of them",
    ],
    [
      "the name of a VPC",
      regionSettings({ west: { cidr: undefined, network: { ...network, vpcId: "shop" } } }),
      "regions.us-west-1.network.vpcId: got shop; must be the id of a VPC such as vpc-0123456789abcdef0",
    ],
    [
      "overlapping ranges",
      regionSettings({ west: { cidr: "10.10.128.0/17" } }),
      "regions.us-west-1.cidr: 10.10.128.0/17 overlaps 10.10.0.0/16 of us-east-1; use a separate range",
    ],
    [
      "a range that is too small",
      regionSettings({ west: { cidr: "10.20.0.0/24" } }),
      "regions.us-west-1.cidr: 10.20.0.0/24 is too small; use a prefix from /16 to /22",
    ],
    [
      "a range that is too large",
      regionSettings({ west: { cidr: "172.16.0.0/12" } }),
      "regions.us-west-1.cidr: 172.16.0.0/12 is too large; use a prefix from /16 to /22",
    ],
    [
      "a public range",
      regionSettings({ west: { cidr: "198.51.0.0/16" } }),
      "regions.us-west-1.cidr: 198.51.0.0/16 is not private; use a range inside 10/8, 172.16/12 or 192.168/16",
    ],
    [
      "a host address as the range",
      regionSettings({ west: { cidr: "10.20.0.1/16" } }),
      "regions.us-west-1.cidr: got 10.20.0.1/16; write a network address and prefix such as 10.10.0.0/16",
    ],
    ["text as a break-glass range", { breakGlassCidrs: ["me"] }, `breakGlassCidrs[0]: got me; ${FIX}`],
    [
      "break-glass access for the internet",
      { breakGlassCidrs: ["0.0.0.0/0"] },
      `breakGlassCidrs[0]: got 0.0.0.0/0; use a prefix of /8 or longer: ${FIX}`,
    ],
    [
      "break-glass access for half of the internet",
      { breakGlassCidrs: ["198.51.100.0/24", "128.0.0.0/1"] },
      `breakGlassCidrs[1]: got 128.0.0.0/1; use a prefix of /8 or longer: ${FIX}`,
    ],
    [
      "an IPv6 break-glass range",
      { breakGlassCidrs: ["2001:db8::/32"] },
      `breakGlassCidrs[0]: got 2001:db8::/32; IPv6 is not supported, ${FIX}`,
    ],
  ]);

  itAccepts([
    ["break-glass ranges of a /8 and of one address", { breakGlassCidrs: ["10.0.0.0/8", "198.51.100.7/32"] }],
  ]);
});
