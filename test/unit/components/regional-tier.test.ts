import { expect } from "chai";
import { RegionalTier, type RegionalTierArgs } from "../../../components";
import { DEFAULTS } from "../../../config/defaults";
import { one } from "../../support/preview";
import { runComponents } from "../../support/run-program";

const capacity = { minimum: 1, desired: 1, maximum: 1 };
const args: RegionalTierArgs = {
  region: "us-east-1",
  accountId: "123456789012",
  deployment: "shop",
  cidr: "10.10.0.0/16",
  zones: ["us-east-1a", "us-east-1b"],
  logRetentionDays: 30,
  certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/1",
  certificateName: "origin.example.com",
  originVerify: "example",
  web: { instanceType: "m6g.large", capacity },
  application: { instanceType: "m6g.large", capacity },
  database: {
    ...DEFAULTS.database,
    generation: 1,
    role: { kind: "primary", databaseName: "shop", username: "shop", password: "example" },
  },
  secretArn: "arn:aws:secretsmanager:us-east-1:123456789012:secret:database",
  dataKeyArn: "arn:aws:kms:us-east-1:123456789012:key/mrk-1",
  bucketArns: { "us-east-1": "arn:aws:s3:::objects-east" },
  accessPointArn: "arn:aws:s3::123456789012:accesspoint/example.mrap",
  logBucket: "logs",
  lease: {
    region: "us-east-1",
    tableName: "shop-lease",
    tableArns: { "us-east-1": "arn:aws:dynamodb:us-east-1:123456789012:table/shop-lease" },
    seconds: 30,
    onSilence: "refuse",
  },
};

const run = (own: Partial<RegionalTierArgs> = {}) =>
  runComponents((opts) => new RegionalTier("tier", { ...args, ...own }, opts));

describe("RegionalTier", () => {
  it("has the deployment's name in the names that must be unique in an account and region", async () => {
    const { stack } = await run();
    expect(one(stack, "iam/serviceLinkedRole:ServiceLinkedRole").inputs.customSuffix).to.equal("shop-us-east-1");
    expect(one(stack, "ssm/parameter:Parameter", "database-host").inputs.name).to.equal("/redoubt/shop/database/host");
    expect(one(stack, "rds/instance:Instance").inputs.identifier).to.equal("shop-database-us-east-1-g1");
  });

  it("launches instances after the parameters and the database", async () => {
    const { stack } = await run();
    for (const tier of ["web", "application"]) {
      expect(one(stack, "autoscaling/group:Group", tier).dependencies, tier).to.include.members([
        one(stack, "rds/instance:Instance").urn,
        one(stack, "ssm/parameter:Parameter", "application-address").urn,
      ]);
    }
  });

  it("passes a transform to the part that it names", async () => {
    const { stack } = await run({
      transform: { web: { loadBalancer: { idleTimeout: 120 } }, alarmTopic: { topic: { displayName: "shop" } } },
    });
    expect(one(stack, "lb/loadBalancer:LoadBalancer", "web").inputs.idleTimeout).to.equal(120);
    expect(one(stack, "lb/loadBalancer:LoadBalancer", "application").inputs.idleTimeout).to.equal(undefined);
    expect(one(stack, "sns/topic:Topic").inputs.displayName).to.equal("shop");
  });
});
