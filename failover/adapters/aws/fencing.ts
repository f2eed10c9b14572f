import {
  CreateNetworkAclEntryCommand,
  DeleteNetworkAclEntryCommand,
  DescribeNetworkAclsCommand,
  DescribeNetworkInterfacesCommand,
  DescribeSecurityGroupsCommand,
  DescribeVpcsCommand,
  type EC2Client,
  type NetworkAcl,
  type NetworkAclEntry,
  type Vpc,
} from "@aws-sdk/client-ec2";
import type { Deployment, RegionDeployment } from "../../deployment";
import { PROJECT_TAG } from "../../project-tag";
import type { EpochGuard } from "../../protocol/epoch-guard";
import { type FencingPort, Refused } from "../../protocol/ports";
import { bounded } from "./bounded";

/** Number of the first denying rule; one for each range of the network follows. They precede the default rules, which start at 100. */
const DENY_RULE = 20;
/** Numbers of the rules before it: one for each network interface of the sentinel. */
const FIRST_EXEMPTION = 1;
const TCP = "6";

/** The tag `Name` of the sentinel's security group in every region (stacks/region.ts). */
const SENTINEL_GROUP = "sentinel";

/** A network whose database is closed, by the ranges that are denied. */
interface FencedNetwork {
  readonly vpcId: string;
  readonly ranges: readonly string[];
  readonly acls: readonly NetworkAcl[];
}

/**
 * Closes the path between a region's instances and its database: network ACLs deny the database's port to the network's own ranges. A
 * network of the program is found by the project's tag and its range, and all its ACLs are closed. An existing network is found by its
 * id, and only the ACLs of its database subnets are closed, because it may have other databases. ACLs are stateless, so that established
 * connections are closed too (a security group would let them continue).
 * The sentinel can still commit a marker, which a switchover needs to see that the target has everything. Replication comes from outside
 * the range.
 * The only adapter that calls the failed region's own endpoint.
 *
 * Without a guard it only reads.
 */
export class NetworkFencing implements FencingPort {
  constructor(
    private readonly deployment: Pick<Deployment, "databasePort" | "project"> & {
      readonly regions: Readonly<Record<string, Pick<RegionDeployment, "cidr" | "network">>>;
    },
    private readonly clientOf: (region: string) => EC2Client,
    private readonly guard?: EpochGuard,
  ) {}

  /** Whether every network ACL of the region's network denies the path; undefined when the region has no such network. */
  async isConfirmed(region: string): Promise<boolean | undefined> {
    const network = await this.network(region);
    return network?.acls.every((acl) => this.isFenced(acl, network.ranges));
  }

  async fence(region: string, epoch: number): Promise<void> {
    await this.guard?.check(epoch, `fence ${region}`);
    const network = await this.network(region);
    if (network === undefined) throw new Refused(`network ${this.nameOf(region)} of ${region}: not found`);
    const { ranges, vpcId } = network;
    const open = network.acls.filter((acl) => !this.isFenced(acl, ranges));
    if (open.length === 0) return;
    const sentinels = await this.sentinelAddresses(region, vpcId);
    for (const acl of open) await this.close(region, acl, sentinels, ranges);
    // Read back: only what the service shows is confirmed.
    const unconfirmed = (await this.networkAcls(region, vpcId)).filter((acl) => !this.isFenced(acl, ranges));
    if (unconfirmed.length === 0) return;
    const names = unconfirmed.map(({ NetworkAclId }) => NetworkAclId).join(", ");
    throw new Error(
      `network ACL ${names} of ${region}: the rule that denies port ${this.deployment.databasePort} is not there yet`,
    );
  }

  /** Adds the rules that a network ACL lacks, the exemptions first. */
  private async close(
    region: string,
    acl: NetworkAcl,
    sentinels: readonly string[],
    ranges: readonly string[],
  ): Promise<void> {
    const exempt = sentinels.map((address, index) => this.entry(FIRST_EXEMPTION + index, "allow", `${address}/32`));
    const denied = ranges.map((range, index) => this.entry(DENY_RULE + index, "deny", range));
    for (const entry of [...exempt, ...denied]) {
      const { RuleNumber } = entry;
      const known = acl.Entries?.find((candidate) => candidate.RuleNumber === RuleNumber && !candidate.Egress);
      if (known && !this.isOwn(known, ranges)) {
        throw new Refused(
          `network ACL ${acl.NetworkAclId} of ${region}: inbound rule ${RuleNumber} is not Redoubt's; give it a number above ${DENY_RULE + ranges.length - 1}`,
        );
      }
      if (known) continue;
      const command = new CreateNetworkAclEntryCommand({ NetworkAclId: acl.NetworkAclId, ...entry });
      await bounded((options) => this.clientOf(region).send(command, options));
    }
  }

  async release(region: string, epoch: number): Promise<void> {
    await this.guard?.check(epoch, `release ${region}`);
    const network = await this.network(region);
    for (const acl of network?.acls ?? []) {
      // The denying rules are removed first, so that the region is open even if a later call fails.
      const own = (acl.Entries ?? []).filter((entry) => this.isOwn(entry, network?.ranges ?? []));
      own.sort((one, other) => (other.RuleNumber ?? 0) - (one.RuleNumber ?? 0));
      for (const { RuleNumber } of own) {
        const command = new DeleteNetworkAclEntryCommand({ NetworkAclId: acl.NetworkAclId, RuleNumber, Egress: false });
        await bounded((options) => this.clientOf(region).send(command, options));
      }
    }
  }

  private entry(RuleNumber: number, RuleAction: "allow" | "deny", CidrBlock: string) {
    const { databasePort } = this.deployment;
    const PortRange = { From: databasePort, To: databasePort };
    return { RuleNumber, Egress: false, RuleAction, Protocol: TCP, PortRange, CidrBlock };
  }

  private isFenced(acl: NetworkAcl, ranges: readonly string[]): boolean {
    const denied = (acl.Entries ?? []).filter((entry) => entry.RuleAction === "deny" && this.isOwn(entry, ranges));
    return ranges.every((range) => denied.some(({ CidrBlock }) => CidrBlock === range));
  }

  /** Whether the entry belongs to a fence: a denying rule, or one for an address of the sentinel. */
  private isOwn(entry: NetworkAclEntry, ranges: readonly string[]): boolean {
    const { CidrBlock, Egress, PortRange, RuleAction, RuleNumber = 0 } = entry;
    if (Egress !== false || PortRange?.From !== this.deployment.databasePort) return false;
    if (RuleAction === "deny") return RuleNumber >= DENY_RULE && ranges[RuleNumber - DENY_RULE] === CidrBlock;
    return RuleNumber < DENY_RULE && CidrBlock?.endsWith("/32") === true;
  }

  private of(region: string): Pick<RegionDeployment, "cidr" | "network"> {
    const found = this.deployment.regions[region];
    if (found?.cidr === undefined && found?.network === undefined) throw new Refused(`region ${region}: not deployed`);
    return found;
  }

  private nameOf(region: string): string {
    const { cidr, network } = this.of(region);
    return network?.vpcId ?? cidr ?? "";
  }

  /** @throws Refused for two networks of the project with the range, which are ambiguous */
  private async network(region: string): Promise<FencedNetwork | undefined> {
    const { cidr = "", network } = this.of(region);
    // Another deployment in the account may have a network of the same range.
    const Filters = network
      ? [{ Name: "vpc-id", Values: [network.vpcId] }]
      : [{ Name: "cidr", Values: [cidr] }, this.ofProject];
    const { Vpcs = [] } = await bounded((options) =>
      this.clientOf(region).send(new DescribeVpcsCommand({ Filters }), options),
    );
    if (Vpcs.length > 1) {
      throw new Refused(
        `network ${cidr} of ${region}: got ${Vpcs.length} of that range and project ${this.deployment.project}, need one`,
      );
    }
    const [vpc] = Vpcs;
    if (vpc?.VpcId === undefined) return undefined;
    const ranges = network ? rangesOf(vpc) : [cidr];
    return { vpcId: vpc.VpcId, ranges, acls: await this.networkAcls(region, vpc.VpcId) };
  }

  private async networkAcls(region: string, vpcId: string): Promise<NetworkAcl[]> {
    const { network } = this.of(region);
    const Filters = [
      { Name: "vpc-id", Values: [vpcId] },
      ...(network ? [{ Name: "association.subnet-id", Values: network.databaseSubnetIds }] : []),
    ];
    const command = new DescribeNetworkAclsCommand({ Filters });
    const { NetworkAcls } = await bounded((options) => this.clientOf(region).send(command, options));
    return NetworkAcls ?? [];
  }

  /** Private addresses of the sentinel's network interfaces. An existing network may have sentinels of other deployments too. */
  private async sentinelAddresses(region: string, vpcId: string): Promise<string[]> {
    const inNetwork = { Name: "vpc-id", Values: [vpcId] };
    const groups = new DescribeSecurityGroupsCommand({
      Filters: [inNetwork, { Name: "tag:Name", Values: [SENTINEL_GROUP] }, this.ofProject],
    });
    const { SecurityGroups = [] } = await bounded((options) => this.clientOf(region).send(groups, options));
    const ids = SecurityGroups.flatMap(({ GroupId }) => GroupId ?? []);
    if (ids.length === 0) return [];
    const interfaces = new DescribeNetworkInterfacesCommand({
      Filters: [inNetwork, { Name: "group-id", Values: ids }],
    });
    const { NetworkInterfaces = [] } = await bounded((options) => this.clientOf(region).send(interfaces, options));
    return NetworkInterfaces.flatMap(({ PrivateIpAddress }) => PrivateIpAddress ?? []).slice(
      0,
      DENY_RULE - FIRST_EXEMPTION,
    );
  }

  /** Filter for the project's own resources. */
  private get ofProject() {
    return { Name: `tag:${PROJECT_TAG}`, Values: [this.deployment.project] };
  }
}

/** The IPv4 ranges of a network, in an order that does not depend on the answer. */
function rangesOf({ CidrBlock, CidrBlockAssociationSet = [] }: Vpc): string[] {
  const associated = CidrBlockAssociationSet.filter(({ CidrBlockState }) => CidrBlockState?.State === "associated");
  const ranges = associated.flatMap((association) => association.CidrBlock ?? []);
  return [...new Set([...ranges, ...(CidrBlock ? [CidrBlock] : [])])].sort();
}
