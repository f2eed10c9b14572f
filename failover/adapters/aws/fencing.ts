import {
  CreateNetworkAclEntryCommand,
  DeleteNetworkAclEntryCommand,
  DescribeNetworkAclsCommand,
  DescribeNetworkInterfacesCommand,
  DescribeVpcsCommand,
  type EC2Client,
  type NetworkAcl,
  type NetworkAclEntry,
} from "@aws-sdk/client-ec2";
import type { RegionDeployment } from "../../deployment";
import type { EpochGuard } from "../../protocol/epoch-guard";
import { type FencingPort, Refused } from "../../protocol/ports";
import { bounded } from "./bounded";

/** Number of the denying rule. It precedes the default rules, which start at 100. */
const DENY_RULE = 20;
/** Numbers of the rules before it: one for each network interface of the sentinel. */
const FIRST_EXEMPTION = 1;
const TCP = "6";

/** Prefix of the name of the sentinel's security group in every region (stacks/region.ts). */
const SENTINEL_GROUP = /^sentinel-/;

/**
 * Closes the path between a region's instances and its database: each network ACL of its network denies the database's port to the
 * network's own range. ACLs are stateless, so that established connections are closed too (a security group would let them continue).
 * The sentinel can still commit a marker, which a switchover needs to see that the target has everything. Replication comes from outside
 * the range.
 * The only adapter that calls the failed region's own endpoint.
 *
 * Without a guard it only reads.
 */
export class NetworkFencing implements FencingPort {
  constructor(
    private readonly deployment: {
      readonly regions: Readonly<Record<string, Pick<RegionDeployment, "cidr">>>;
      readonly databasePort: number;
    },
    private readonly clientOf: (region: string) => EC2Client,
    private readonly guard?: EpochGuard,
  ) {}

  /** Whether every network ACL of the region's network denies the path; undefined when the region has no such network. */
  async isConfirmed(region: string): Promise<boolean | undefined> {
    const range = this.range(region);
    const networks = await this.networks(region);
    if (networks.length === 0) return undefined;
    return (await this.networkAcls(region, networks)).every((acl) => this.isFenced(acl, range));
  }

  async fence(region: string, epoch: number): Promise<void> {
    await this.guard?.check(epoch, `fence ${region}`);
    const range = this.range(region);
    const networks = await this.networks(region);
    // Two networks with the same range are ambiguous.
    if (networks.length !== 1) {
      throw new Refused(`network ${range} of ${region}: got ${networks.length} of that range, need one`);
    }
    const open = (await this.networkAcls(region, networks)).filter((acl) => !this.isFenced(acl, range));
    if (open.length === 0) return;
    const sentinels = await this.sentinelAddresses(region, networks);
    for (const acl of open) await this.close(region, acl, sentinels, range);
    // Read back: only what the service shows is confirmed.
    const unconfirmed = (await this.networkAcls(region, networks)).filter((acl) => !this.isFenced(acl, range));
    if (unconfirmed.length === 0) return;
    const names = unconfirmed.map(({ NetworkAclId }) => NetworkAclId).join(", ");
    throw new Error(
      `network ACL ${names} of ${region}: the rule that denies port ${this.deployment.databasePort} is not there yet`,
    );
  }

  /** Adds the rules that a network ACL lacks, the exemptions first. */
  private async close(region: string, acl: NetworkAcl, sentinels: readonly string[], range: string): Promise<void> {
    const exempt = sentinels.map((address, index) => this.entry(FIRST_EXEMPTION + index, "allow", `${address}/32`));
    for (const entry of [...exempt, this.entry(DENY_RULE, "deny", range)]) {
      const { RuleNumber } = entry;
      const known = acl.Entries?.find((candidate) => candidate.RuleNumber === RuleNumber && !candidate.Egress);
      if (known && !this.isOwn(known, range)) {
        throw new Refused(
          `network ACL ${acl.NetworkAclId} of ${region}: inbound rule ${RuleNumber} is not Redoubt's; give it a number above ${DENY_RULE}`,
        );
      }
      if (known) continue;
      const command = new CreateNetworkAclEntryCommand({ NetworkAclId: acl.NetworkAclId, ...entry });
      await bounded((options) => this.clientOf(region).send(command, options));
    }
  }

  async release(region: string, epoch: number): Promise<void> {
    await this.guard?.check(epoch, `release ${region}`);
    const range = this.range(region);
    for (const acl of await this.networkAcls(region, await this.networks(region))) {
      // The denying rule is removed first, so that the region is open even if a later call fails.
      const own = (acl.Entries ?? []).filter((entry) => this.isOwn(entry, range));
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

  private isFenced(acl: NetworkAcl, range: string): boolean {
    return (acl.Entries ?? []).some((entry) => entry.RuleAction === "deny" && this.isOwn(entry, range));
  }

  /** Whether the entry belongs to a fence: the denying rule, or one for an address of the sentinel. */
  private isOwn(entry: NetworkAclEntry, range: string): boolean {
    const { CidrBlock, Egress, PortRange, RuleAction, RuleNumber = 0 } = entry;
    if (Egress !== false || PortRange?.From !== this.deployment.databasePort) return false;
    if (RuleAction === "deny") return RuleNumber === DENY_RULE && CidrBlock === range;
    return RuleNumber < DENY_RULE && CidrBlock?.endsWith("/32") === true;
  }

  private range(region: string): string {
    const cidr = this.deployment.regions[region]?.cidr;
    if (cidr === undefined) throw new Refused(`region ${region}: not deployed`);
    return cidr;
  }

  private async networks(region: string): Promise<string[]> {
    const command = new DescribeVpcsCommand({ Filters: [{ Name: "cidr", Values: [this.range(region)] }] });
    const { Vpcs } = await bounded((options) => this.clientOf(region).send(command, options));
    return (Vpcs ?? []).flatMap(({ VpcId }) => VpcId ?? []);
  }

  private async networkAcls(region: string, networks: string[]): Promise<NetworkAcl[]> {
    if (networks.length === 0) return [];
    const command = new DescribeNetworkAclsCommand({ Filters: [{ Name: "vpc-id", Values: networks }] });
    const { NetworkAcls } = await bounded((options) => this.clientOf(region).send(command, options));
    return NetworkAcls ?? [];
  }

  /** Private addresses of the sentinel's network interfaces. */
  private async sentinelAddresses(region: string, networks: string[]): Promise<string[]> {
    const command = new DescribeNetworkInterfacesCommand({ Filters: [{ Name: "vpc-id", Values: networks }] });
    const { NetworkInterfaces = [] } = await bounded((options) => this.clientOf(region).send(command, options));
    return NetworkInterfaces.filter(({ Groups }) =>
      Groups?.some(({ GroupName }) => SENTINEL_GROUP.test(GroupName ?? "")),
    )
      .flatMap(({ PrivateIpAddress }) => PrivateIpAddress ?? [])
      .slice(0, DENY_RULE - FIRST_EXEMPTION);
  }
}
