import { expect } from "chai";
import {
  aclFaults,
  readExistingNetwork,
  routeFaults,
  subnetFaults,
} from "../../../../components/network/existing-network";
import { runAlone } from "../../../support/run-program";

const subnet = (id: string, availabilityZone: string, vpcId = "vpc-0a") => ({ id, availabilityZone, vpcId });
type Tables = Parameters<typeof routeFaults>[2];
const route = (gatewayId: string, cidrBlock = "0.0.0.0/0") => ({ gatewayId, cidrBlock }) as never;
const groups = { publicSubnetIds: ["subnet-1"], applicationSubnetIds: ["subnet-2"], databaseSubnetIds: ["subnet-3"] };

describe("an existing network", () => {
  it("has subnets of its own VPC in at least two zones", () => {
    expect(
      subnetFaults("at", "vpc-0a", [subnet("subnet-1", "us-east-1a"), subnet("subnet-2", "us-east-1b")]),
    ).to.deep.equal([]);
    expect(
      subnetFaults("at", "vpc-0a", [subnet("subnet-1", "us-east-1a"), subnet("subnet-2", "us-east-1a", "vpc-0b")]),
    ).to.deep.equal([
      { path: "at", message: "got subnet-2, which is in vpc-0b; name subnets of vpc-0a" },
      { path: "at", message: "got subnets in us-east-1a alone; name subnets in at least two zones" },
    ]);
  });

  it("has a route to the internet in public subnets, and a default route in those of the application", () => {
    const sound: Tables = new Map([
      ["subnet-1", { routes: [route("igw-1")] }],
      ["subnet-2", { routes: [route("")] }],
    ]);
    expect(routeFaults("at", groups, sound)).to.deep.equal([]);
    const closed: Tables = new Map([
      ["subnet-1", { routes: [route("local", "10.0.0.0/16")] }],
      ["subnet-2", { routes: [route("local", "10.0.0.0/16")] }],
    ]);
    expect(routeFaults("at", groups, closed).map(({ path, message }) => `${path}: ${message}`)).to.deep.equal([
      "at.publicSubnetIds: got subnet-1, without a route to an internet gateway; name a public subnet, or add the route",
      "at.applicationSubnetIds: got subnet-2, without a default route; instances reach the lease regions by NAT: add a route",
    ]);
  });

  it("shares no network ACL of its databases with another project", () => {
    expect(aclFaults("at", ["acl-1", "acl-2"], ["acl-2"])).to.deep.equal([
      {
        path: "at.databaseSubnetIds",
        message:
          "got subnets of acl-1, which another project uses (tag redoubt:project); name subnets with a network ACL of their own",
      },
    ]);
    expect(aclFaults("at", ["acl-2"], ["acl-2"])).to.deep.equal([]);
  });

  it("is not checked where nothing of it is known", async () => {
    await runAlone(async () => {
      const found = await readExistingNetwork({ ...groups, region: "us-east-1", path: "at", vpcId: "vpc-0a" }, {});
      expect(found).to.include({ vpcId: "vpc-0a", region: "us-east-1" });
      expect(found.databaseCidrs).to.have.length(1);
      return {};
    });
  });
});
