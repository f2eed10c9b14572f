import { expect } from "chai";
import { RegionalTier, type RegionalTierArgs } from "../../../components";
import { ofType, one } from "../../support/preview";
import { errorOf, runComponents } from "../../support/run-program";

const args: RegionalTierArgs = {
  region: "us-west-1",
  cidr: "10.20.0.0/16",
  zones: ["us-west-1a", "us-west-1c"],
  certificateArn: "arn:aws:acm:us-west-1:123456789012:certificate/1",
  database: { source: "arn:aws:rds:us-east-1:123456789012:db:orders" },
};

describe("a region alone", () => {
  it("has a replica, an application tier and a log bucket, and no lease", async () => {
    const { stack } = await runComponents((opts) => new RegionalTier("shop", args, opts));
    expect(one(stack, "rds/instance:Instance").inputs.identifier).to.equal("shop-database-us-west-1-g1");
    expect(ofType(stack, "autoscaling/group:Group")).to.have.length(1);
    expect(ofType(stack, "s3/bucket:Bucket").map(({ name }) => name)).to.deep.equal(["shop-logs"]);
    const { userData } = one(stack, "ec2/launchTemplate:LaunchTemplate").inputs;
    const text = Buffer.from(String(userData), "base64").toString();
    expect(text).to.include("REGION=us-west-1").and.not.to.include("LEASE_TABLE");
    expect(text).not.to.include("redoubt-lease");
    const names = ofType(stack, "ssm/parameter:Parameter").map(({ inputs }) => inputs.name);
    expect(names).to.have.members(
      ["application/address", "database/host", "database/port"].map((key) => `/redoubt/shop/${key}`),
    );
  });

  it("is refused with all errors at once", async () => {
    const wrong: RegionalTierArgs = {
      ...args,
      deployment: "A shop",
      cidr: undefined,
      zones: ["us-west-1a"],
      web: { instanceType: "m6g.large", capacity: { minimum: 1, desired: 1, maximum: 1 } },
      certificateArn: "certificate",
      bucketArns: { "us-east-1": "arn:aws:s3:::documents" },
    };
    expect((await errorOf(() => new RegionalTier("shop", wrong)))?.split("\n")).to.deep.equal([
      "shop: deployment: got A shop; use 1 to 20 lower-case letters, digits and hyphens",
      "shop: cidr: got none; pass the range of a new network, or an existing network",
      "shop: zones: got us-west-1a; name 2 to 4 zones",
      "shop: certificateName: got none; a web tier needs the name that the certificate covers",
      "shop: bucketArns: got us-east-1; add us-west-1",
      "shop: certificateArn: got certificate; use an ARN such as arn:aws:acm:us-west-1:123456789012:certificate/1",
    ]);
  });
});
