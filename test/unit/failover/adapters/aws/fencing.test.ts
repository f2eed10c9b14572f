import { expect } from "chai";
import { NetworkFencing } from "../../../../../failover/adapters/aws/fencing";
import { EpochGuard } from "../../../../../failover/protocol/epoch-guard";
import { Refused, StaleEpoch } from "../../../../../failover/protocol/ports";
import { rejection } from "./rejection";
import { deployment, leaseAt, standInClients } from "./stand-ins";

const guard = new EpochGuard(leaseAt(4));

describe("adapters: fencing", () => {
  const deny = {
    RuleNumber: 20,
    Egress: false,
    RuleAction: "deny",
    CidrBlock: "10.10.0.0/16",
    PortRange: { From: 5432, To: 5432 },
  };
  const fencing = (
    entries: object[],
    vpcs: object[] = [{ VpcId: "vpc-1" }],
    interfaces: { readonly groups: object[]; readonly found: object[] } = { groups: [], found: [] },
    keeps = true,
    fenced = deployment,
  ) => {
    const present = [...entries];
    const { asked, clients } = standInClients({
      DescribeVpcs: () => ({ Vpcs: vpcs }),
      DescribeNetworkAcls: () => ({ NetworkAcls: [{ NetworkAclId: "acl-1", Entries: [...present] }] }),
      DescribeSecurityGroups: () => ({ SecurityGroups: interfaces.groups }),
      DescribeNetworkInterfaces: () => ({ NetworkInterfaces: interfaces.found }),
      CreateNetworkAclEntry: (input) => {
        if (keeps) present.push(input);
        return {};
      },
      DeleteNetworkAclEntry: () => ({}),
    });
    return { asked, port: new NetworkFencing(fenced, clients.ec2, guard) };
  };

  it("denies the database's port to the region's own network, once", async () => {
    const open = fencing([{ RuleNumber: 100, Egress: false, RuleAction: "allow", CidrBlock: "0.0.0.0/0" }]);
    await open.port.fence("us-east-1", 4);
    expect(open.asked.find(({ command }) => command === "CreateNetworkAclEntry")).to.deep.equal({
      region: "us-east-1",
      command: "CreateNetworkAclEntry",
      input: { NetworkAclId: "acl-1", ...deny, Protocol: "6" },
    });
    const fenced = fencing([deny]);
    await fenced.port.fence("us-east-1", 4);
    expect(fenced.asked.map(({ command }) => command)).not.to.include("CreateNetworkAclEntry");
  });

  it("is confirmed by what is read back, not by an accepted call", async () => {
    const lost = fencing([], undefined, undefined, false);
    expect((await rejection(lost.port.fence("us-east-1", 4))).message).to.equal(
      "network ACL acl-1 of us-east-1: the rule that denies port 5432 is not there yet",
    );
    const occupied = fencing([{ ...deny, RuleAction: "allow" }]);
    const error = await rejection(occupied.port.fence("us-east-1", 4));
    expect(error).to.be.instanceOf(Refused);
    expect(error.message).to.match(/inbound rule 20 is not Redoubt's; give it a number above 20$/);
  });

  it("takes its own entry away, and no other", async () => {
    const fenced = fencing([deny]);
    await fenced.port.release("us-east-1", 4);
    expect(fenced.asked.at(-1)?.input).to.deep.equal({ NetworkAclId: "acl-1", RuleNumber: 20, Egress: false });
    const other = fencing([{ ...deny, RuleAction: "allow" }]);
    await other.port.release("us-east-1", 4);
    expect(other.asked.map(({ command }) => command)).not.to.include("DeleteNetworkAclEntry");
  });

  it("lets the sentinel reach the database, so that a switchover can prove that the target has everything", async () => {
    const interfaces = { groups: [{ GroupId: "sg-5" }], found: [{ PrivateIpAddress: "10.10.1.5" }] };
    const open = fencing([], [{ VpcId: "vpc-1" }], interfaces);
    await open.port.fence("us-east-1", 4);
    const created = open.asked.filter(({ command }) => command === "CreateNetworkAclEntry").map(({ input }) => input);
    const [groups] = open.asked.filter(({ command }) => command === "DescribeSecurityGroups");
    expect(groups?.input.Filters).to.deep.equal([
      { Name: "vpc-id", Values: ["vpc-1"] },
      { Name: "tag:Name", Values: ["sentinel"] },
      { Name: "tag:redoubt:project", Values: ["redoubt"] },
    ]);
    const [addresses] = open.asked.filter(({ command }) => command === "DescribeNetworkInterfaces");
    expect(addresses?.input.Filters).to.deep.include({ Name: "group-id", Values: ["sg-5"] });
    expect(created.map(({ RuleNumber, RuleAction, CidrBlock }) => [RuleNumber, RuleAction, CidrBlock])).to.deep.equal([
      [1, "allow", "10.10.1.5/32"],
      [20, "deny", "10.10.0.0/16"],
    ]);
    const fenced = fencing([{ ...deny, RuleNumber: 1, RuleAction: "allow", CidrBlock: "10.10.1.5/32" }, deny]);
    await fenced.port.release("us-east-1", 4);
    const deleted = fenced.asked.filter(({ command }) => command === "DeleteNetworkAclEntry");
    expect(deleted.map(({ input }) => input.RuleNumber)).to.deep.equal([20, 1]);
  });

  it("finds an existing network by its id, and closes the ACLs of its database subnets to all of its ranges", async () => {
    const network = { vpcId: "vpc-0a", databaseSubnetIds: ["subnet-3a", "subnet-3b"] };
    const adopted = { ...deployment, regions: { ...deployment.regions, "us-east-1": { network } } };
    const range = (CidrBlock: string, State = "associated") => ({ CidrBlock, CidrBlockState: { State } });
    const vpc = {
      VpcId: "vpc-0a",
      CidrBlock: "10.50.0.0/16",
      CidrBlockAssociationSet: [range("10.60.0.0/16"), range("10.50.0.0/16"), range("10.70.0.0/16", "disassociated")],
    };
    const open = fencing([], [vpc], undefined, true, adopted);
    await open.port.fence("us-east-1", 4);
    const inputs = (name: string) => open.asked.filter(({ command }) => command === name).map(({ input }) => input);
    expect(inputs("DescribeVpcs")[0]?.Filters).to.deep.equal([{ Name: "vpc-id", Values: ["vpc-0a"] }]);
    expect(inputs("DescribeNetworkAcls")[0]?.Filters).to.deep.include({
      Name: "association.subnet-id",
      Values: ["subnet-3a", "subnet-3b"],
    });
    const created = inputs("CreateNetworkAclEntry").map(({ RuleNumber, CidrBlock }) => [RuleNumber, CidrBlock]);
    expect(created).to.deep.equal([
      [20, "10.50.0.0/16"],
      [21, "10.60.0.0/16"],
    ]);
    const second = { ...deny, RuleNumber: 21, CidrBlock: "10.60.0.0/16" };
    const half = fencing([second], [vpc], undefined, true, adopted);
    await half.port.fence("us-east-1", 4);
    expect(half.asked.filter(({ command }) => command === "CreateNetworkAclEntry")).to.have.length(1);
    await half.port.release("us-east-1", 4);
    const deleted = half.asked.filter(({ command }) => command === "DeleteNetworkAclEntry");
    expect(deleted.map(({ input }) => input.RuleNumber)).to.deep.equal([21, 20]);
  });

  it("finds the network of the program by its range and the project, because another project may have the same range", async () => {
    const open = fencing([]);
    await open.port.fence("us-east-1", 4);
    expect(open.asked[0]?.input.Filters).to.deep.equal([
      { Name: "cidr", Values: ["10.10.0.0/16"] },
      { Name: "tag:redoubt:project", Values: ["redoubt"] },
    ]);
  });

  it("removes nothing where there is no network", async () => {
    const nowhere = fencing([deny], []);
    await nowhere.port.release("us-east-1", 4);
    expect(nowhere.asked.map(({ command }) => command)).to.deep.equal(["DescribeVpcs"]);
  });

  it("is refused when the network is ambiguous, and for an epoch that is over", async () => {
    expect(await rejection(fencing([], []).port.fence("us-east-1", 4))).to.be.instanceOf(Refused);
    expect(await rejection(fencing([]).port.fence("mars-1", 4))).to.be.instanceOf(Refused);
    expect(await rejection(fencing([]).port.fence("us-east-1", 3))).to.be.instanceOf(StaleEpoch);
    expect(await rejection(fencing([]).port.release("us-east-1", 3))).to.be.instanceOf(StaleEpoch);
  });
});
