import {
  CreateNetworkAclEntryCommand,
  DeleteNetworkAclEntryCommand,
  DescribeNetworkAclsCommand,
  DescribeVpcsCommand,
  type EC2Client,
  type NetworkAcl,
} from "@aws-sdk/client-ec2";
import type { Deployment } from "../../deployment";
import type { EpochGuard } from "../../protocol/epoch-guard";
import { type FencingPort, Refused } from "../../protocol/ports";
import { bounded } from "./bounded";

/** The first rule that is looked at: no other can allow what it denies. */
const RULE = 1;
const TCP = "6";

/**
 * Cuts a region's instances off from its database: each network ACL of its network denies the database's port to the network's
 * own range. ACLs keep no state, so that connections which stand are cut too (a security group would let them go on), and one
 * entry is put in and taken out without touching anything else. Replication comes from outside the range, and goes on.
 * The only adapter that asks the failed region's own endpoint.
 */
export class NetworkFencing implements FencingPort {
  constructor(
    private readonly deployment: Deployment,
    private readonly clientOf: (region: string) => EC2Client,
    private readonly guard: EpochGuard,
  ) {}

  async fence(region: string, epoch: number): Promise<void> {
    await this.guard.check(epoch, `fence ${region}`);
    const { databasePort } = this.deployment;
    const CidrBlock = this.range(region);
    const networks = await this.networks(region);
    // Of two networks with one range nobody can say which is meant.
    if (networks.length !== 1) {
      throw new Refused(`network ${CidrBlock} of ${region}: got ${networks.length} of that range, need one`);
    }
    for (const acl of await this.networkAcls(region, networks)) {
      if (this.isFenced(acl, CidrBlock)) continue;
      const command = new CreateNetworkAclEntryCommand({
        NetworkAclId: acl.NetworkAclId,
        RuleNumber: RULE,
        Egress: false,
        RuleAction: "deny",
        Protocol: TCP,
        PortRange: { From: databasePort, To: databasePort },
        CidrBlock,
      });
      await bounded((options) => this.clientOf(region).send(command, options));
    }
  }

  async release(region: string, epoch: number): Promise<void> {
    await this.guard.check(epoch, `release ${region}`);
    const range = this.range(region);
    for (const acl of await this.networkAcls(region, await this.networks(region))) {
      if (!this.isFenced(acl, range)) continue;
      const command = new DeleteNetworkAclEntryCommand({
        NetworkAclId: acl.NetworkAclId,
        RuleNumber: RULE,
        Egress: false,
      });
      await bounded((options) => this.clientOf(region).send(command, options));
    }
  }

  private isFenced(acl: NetworkAcl, range: string): boolean {
    return (acl.Entries ?? []).some(
      (entry) =>
        entry.RuleNumber === RULE &&
        entry.Egress === false &&
        entry.RuleAction === "deny" &&
        entry.CidrBlock === range &&
        entry.PortRange?.From === this.deployment.databasePort,
    );
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
}
