import { expect } from "chai";
import { EdgeDistribution, MultiRegionBucket, Network, OriginCertificates } from "../../../components";
import { ofType, one } from "../../support/preview";
import { runAlone } from "../../support/run-program";

async function faultOf(program: () => unknown): Promise<string> {
  const run = runAlone(async () => {
    program();
    return {};
  });
  return run.then(
    () => "none",
    (error: Error) => error.message,
  );
}

const origin = (region: string) => ({
  hostname: `${region}.origin.example.com`,
  loadBalancerDnsName: "balancer.example.com",
  loadBalancerZoneId: "Z1",
});
const edge = {
  domain: "example.com",
  hostedZoneId: "Z1",
  accountId: "123456789012",
  activeRegion: "us-east-1",
  originVerify: "not a secret of anybody's",
  priceClass: "PriceClass_100" as const,
  requestsPerFiveMinutes: 2000,
  logRetentionDays: 30,
};

describe("a component alone", () => {
  it("has a switch of its own where the edge is given none", async () => {
    const stack = await runAlone(async () => {
      new EdgeDistribution("edge", {
        ...edge,
        origins: { "us-east-1": origin("us-east-1"), "us-west-1": origin("us-west-1") },
      });
      return {};
    });
    const store = one(stack, "cloudfront/keyValueStore:KeyValueStore");
    expect(one(stack, "cloudfront/function:Function").propertyDependencies.keyValueStoreAssociations).to.include(
      store.urn,
    );
    expect(ofType(stack, "cloudfront/keyvaluestoreKey:KeyvaluestoreKey")).to.have.length(1);
  });

  it("tells all faults of its arguments before it creates anything", async () => {
    const network = { region: "us-east-1", keyArn: "arn", cidr: "10.0.0.0/28", zones: 7, logRetentionDays: 30 };
    expect(await faultOf(() => new Network("net", network))).to.equal(
      "net: cidr: got 10.0.0.0/28; take a prefix from /16 to /22\nnet: zones: got 7; take 2 to 4",
    );
    expect(await faultOf(() => new Network("net", { ...network, cidr: "ten", zones: 2 }))).to.equal(
      "net: cidr: got ten; write a network address and prefix such as 10.10.0.0/16",
    );
    expect(
      await faultOf(() => new EdgeDistribution("edge", { ...edge, origins: { "us-west-1": origin("us-west-1") } })),
    ).to.equal(
      "edge: origins: got us-west-1; name two regions at least\nedge: activeRegion: got us-east-1, which has no origin; name one of us-west-1",
    );
    expect(
      await faultOf(
        () =>
          new MultiRegionBucket("objects", {
            accountId: "1",
            noncurrentVersionDays: 90,
            regions: { "us-east-1": { keyArn: "arn", logBucket: "logs" } },
          }),
      ),
    ).to.equal("objects: regions: got us-east-1; name at least two");
    expect(
      await faultOf(
        () => new OriginCertificates("origin", { regions: [], originDomain: "origin.example.com", hostedZoneId: "Z1" }),
      ),
    ).to.equal("origin certificates: regions is empty; name one at least");
  });
});
