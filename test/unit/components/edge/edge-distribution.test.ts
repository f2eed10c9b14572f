import { expect } from "chai";
import { EdgeDistribution, type EdgeDistributionArgs } from "../../../../components";
import type { PreviewedStack } from "../../../../preview/document";
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

  const minimal: EdgeDistributionArgs = {
    domain: "example.com",
    hostedZoneId: "Z1",
    origins: { "us-east-1": origin("us-east-1"), "us-west-1": origin("us-west-1") },
  };
  const records = (stack: PreviewedStack) =>
    ofType(stack, "route53/record:Record")
      .filter(({ inputs }) => inputs.aliases !== undefined)
      .map(({ inputs }) => `${inputs.name} ${inputs.type}`);

  it("is complete with a domain, its hosted zone and the origins", async () => {
    const { stack } = await runComponents((opts) => new EdgeDistribution("edge", minimal, opts));
    const { inputs } = one(stack, "cloudfront/distribution:Distribution");
    expect(inputs).to.have.nested.property("defaultCacheBehavior.targetOriginId", "us-east-1");
    expect(inputs.aliases).to.deep.equal(["example.com", "www.example.com"]);
    expect(ofType(stack, "random:index/randomPassword:RandomPassword")).to.have.length(1);
    expect(records(stack)).to.have.length(6);
  });

  it("uses what an existing system has, and changes no record of it", async () => {
    const { stack } = await runComponents(
      (opts) =>
        new EdgeDistribution(
          "edge",
          {
            domain: "example.com",
            www: false,
            certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/given",
            webAclArn: "arn:aws:wafv2:us-east-1:123456789012:global/webacl/given/1",
            logBucketDomainName: "given.s3.us-east-1.amazonaws.com",
            origins: { "us-east-1": { hostname: "origin.example.com" } },
          },
          opts,
        ),
    );
    const { inputs } = one(stack, "cloudfront/distribution:Distribution");
    expect(inputs).to.have.nested.property("viewerCertificate.acmCertificateArn").that.includes("given");
    expect(inputs.webAclId).to.include("given");
    expect(inputs).to.have.nested.property("loggingConfig.bucket", "given.s3.us-east-1.amazonaws.com");
    expect(inputs.aliases).to.deep.equal(["example.com"]);
    const types = stack.resources.map(({ type }) => type);
    for (const absent of ["route53/record", "acm/", "wafv2/", "s3/bucket", "kms/"]) {
      expect(
        types.filter((type) => type.includes(absent)),
        absent,
      ).to.deep.equal([]);
    }
  });

  it("can be without a web ACL and access logs", async () => {
    const { stack } = await run({ webAclArn: false, logBucketDomainName: false });
    const { inputs } = one(stack, "cloudfront/distribution:Distribution");
    expect(inputs.webAclId).to.equal(undefined);
    expect(inputs.loggingConfig).to.equal(undefined);
  });

  it("has the named records only", async () => {
    const { stack } = await run({ records: ["www"] });
    expect(records(stack)).to.have.members(["www.example.com A", "www.example.com AAAA"]);
  });

  it("needs a load balancer for the record of an origin", async () => {
    const origins = { "us-east-1": { hostname: "origin.example.com" } };
    expect(await errorOf(() => new EdgeDistribution("edge", { ...minimal, origins }))).to.equal(
      ["loadBalancerDnsName", "loadBalancerZoneId"]
        .map(
          (key) =>
            `edge: origins.us-east-1.${key}: got none; pass it, or leave the record out: records without origins`,
        )
        .join("\n"),
    );
  });

  it("refuses all invalid settings at once", async () => {
    const wrong: EdgeDistributionArgs = {
      domain: "example.com",
      origins: {},
      records: ["apex"],
      allowedCountries: ["XX"],
      requestsPerFiveMinutes: 1,
      webAclArn: "acl",
    };
    expect((await errorOf(() => new EdgeDistribution("edge", wrong)))?.split("\n")).to.have.members([
      "edge: origins: got none; name at least one region",
      "edge: certificateArn: got none without a hostedZoneId to validate one; pass an issued certificate, or the hosted zone",
      "edge: records: got apex without a hostedZoneId; pass the hosted zone",
      "edge: webAclArn: got acl; use an ARN such as arn:aws:wafv2:us-east-1:123456789012:global/webacl/edge/1",
      "edge: allowedCountries.0: got XX; must be a two-letter country code of ISO 3166-1 such as DE",
      "edge: requestsPerFiveMinutes: got 1; use at least 10",
    ]);
  });
});
