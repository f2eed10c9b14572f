import { expect } from "chai";
import { Network, type NetworkArgs } from "../../../../components";
import { one } from "../../../support/preview";
import { errorOf, runComponents } from "../../../support/run-program";

const args: NetworkArgs = {
  region: "us-east-1",
  accountId: "123456789012",
  keyArn: "arn:aws:kms:us-east-1:123456789012:key/1",
  cidr: "10.0.0.0/16",
  zones: ["us-east-1a", "us-east-1b", "us-east-1c"],
  logRetentionDays: 30,
};

describe("Network", () => {
  it("has a NAT gateway in each zone by default, and one for all where that is configured", async () => {
    const strategy = async (own: Partial<NetworkArgs>) => {
      const { stack } = await runComponents((opts) => new Network("net", { ...args, ...own }, opts));
      return one(stack, "awsx:ec2:Vpc").inputs.natGateways;
    };
    expect(await strategy({})).to.deep.equal({ strategy: "OnePerAz" });
    expect(await strategy({ nat: "single" })).to.deep.equal({ strategy: "Single" });
  });

  it("lists the ranges of its database subnets", async () => {
    let ranges: readonly string[] = [];
    await runComponents((opts) => {
      ranges = new Network("net", args, opts).databaseCidrs;
    });
    expect(ranges).to.deep.equal(["10.0.128.0/20", "10.0.144.0/20", "10.0.160.0/20"]);
  });

  it("tags its network ACL with the project, so that permissions to fence can be limited to it", async () => {
    const tags = { "redoubt:project": "shop", team: "platform" };
    const { stack } = await runComponents((opts) => new Network("net", { ...args, tags }, opts));
    const tag = one(stack, "ec2/tag:Tag").inputs;
    expect(tag).to.include({ key: "redoubt:project", value: "shop" });
    expect(tag.resourceId).to.match(/^acl-/);
  });

  it("lets a caller change the VPC and an endpoint", async () => {
    const transform = { vpc: { instanceTenancy: "dedicated" }, endpoint: { policy: "{}" } };
    const { stack } = await runComponents((opts) => new Network("net", { ...args, transform }, opts));
    expect(one(stack, "awsx:ec2:Vpc").inputs.instanceTenancy).to.equal("dedicated");
    expect(one(stack, "ec2/vpcEndpoint:VpcEndpoint", "net-kms").inputs.policy).to.equal("{}");
  });

  it("reports all invalid arguments at once", async () => {
    expect(
      await errorOf(() => new Network("net", { ...args, cidr: "10.0.0.0/28", zones: ["us-east-1a", "us-east-1a"] })),
    ).to.equal(
      "net: cidr: got 10.0.0.0/28; use a prefix from /16 to /22\nnet: zones: got us-east-1a, us-east-1a; name 2 to 4 different zones",
    );
    expect(await errorOf(() => new Network("net", { ...args, cidr: "ten" }))).to.equal(
      "net: cidr: got ten; write a network address and prefix such as 10.10.0.0/16",
    );
  });
});
