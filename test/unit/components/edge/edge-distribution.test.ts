import { expect } from "chai";
import { EdgeDistribution, type EdgeDistributionArgs } from "../../../../components";
import { ofType, one } from "../../../support/preview";
import { errorOf, runComponents } from "../../../support/run-program";

const origin = (region: string) => ({
  hostname: `${region}.origin.example.com`,
  loadBalancerDnsName: `${region}.elb.amazonaws.com`,
  loadBalancerZoneId: "Z1",
});
const args: EdgeDistributionArgs = {
  domain: "example.com",
  hostedZoneId: "Z1",
  accountId: "123456789012",
  origins: { "us-east-1": origin("us-east-1"), "us-west-1": origin("us-west-1") },
  activeRegion: "us-east-1",
  originVerify: "example",
  priceClass: "PriceClass_100",
  requestsPerFiveMinutes: 2000,
  logRetentionDays: 30,
};

const run = (own: Partial<EdgeDistributionArgs> = {}) =>
  runComponents((opts) => new EdgeDistribution("edge", { ...args, ...own }, opts));

describe("EdgeDistribution", () => {
  it("has a routing store of its own when it is given none", async () => {
    const { stack } = await run();
    const store = one(stack, "cloudfront/keyValueStore:KeyValueStore");
    const router = one(stack, "cloudfront/function:Function");
    expect(router.propertyDependencies.keyValueStoreAssociations).to.include(store.urn);
  });

  it("uses the routing store that it is given", async () => {
    const { stack } = await run({ routingStoreArn: "arn:aws:cloudfront::123456789012:key-value-store/given" });
    expect(ofType(stack, "cloudfront/keyValueStore:KeyValueStore")).to.deep.equal([]);
    expect(one(stack, "cloudfront/function:Function").inputs.keyValueStoreAssociations).to.deep.equal([
      "arn:aws:cloudfront::123456789012:key-value-store/given",
    ]);
  });

  it("lets a caller change the distribution", async () => {
    const { stack } = await run({ transform: { distribution: { httpVersion: "http2" } } });
    expect(one(stack, "cloudfront/distribution:Distribution").inputs.httpVersion).to.equal("http2");
  });

  it("is not protected where the stack is meant to be destroyed", async () => {
    const { stack } = await run({ protect: false });
    expect(one(stack, "cloudfront/distribution:Distribution").protect).to.equal(false);
  });

  it("reports all invalid arguments at once", async () => {
    const error = await errorOf(
      () => new EdgeDistribution("edge", { ...args, origins: { "us-west-1": origin("us-west-1") } }),
    );
    expect(error).to.equal("edge: activeRegion: got us-east-1, which has no origin; name one of us-west-1");
  });
});
