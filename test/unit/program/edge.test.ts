import { expect } from "chai";
import type { PreviewedStack } from "../../../preview/document";
import { ofType, one, previewed, stackOf, swapped, threeRegions } from "../../support/preview";

const distributionOf = (stack: PreviewedStack) => one(stack, "cloudfront/distribution:Distribution");

describe("all stacks: edge", () => {
  it("connects to one load balancer per region by its own host name, over TLS 1.2, with the origin-verify header", async () => {
    const edge = stackOf(await previewed(threeRegions), "edge");
    const origins = distributionOf(edge).inputs.origins as Record<string, unknown>[];
    expect(origins.map(({ originId, domainName }) => [originId, domainName])).to.deep.equal(
      ["eu-west-1", "us-east-1", "us-west-1"].map((region) => [region, `${region}.origin.example.com`]),
    );
    for (const origin of origins) {
      expect(origin).to.have.nested.property("customOriginConfig.originProtocolPolicy", "https-only");
      expect(origin.customOriginConfig).to.deep.include({ originSslProtocols: ["TLSv1.2"] });
      expect(origin.customHeaders).to.deep.equal([{ name: "x-origin-verify", value: "[secret]" }]);
    }
  });

  it("serves HTTP/3, IPv6 and the TLS policy TLSv1.2_2021, logs, and does not cache errors", async () => {
    const { inputs } = distributionOf(stackOf(await previewed(), "edge"));
    expect(inputs).to.include({ httpVersion: "http2and3", isIpv6Enabled: true, enabled: true });
    expect(inputs.viewerCertificate).to.include({
      minimumProtocolVersion: "TLSv1.2_2021",
      sslSupportMethod: "sni-only",
    });
    expect(inputs.aliases).to.deep.equal(["example.com", "www.example.com"]);
    expect(inputs.loggingConfig)
      .to.have.property("bucket")
      .that.match(/^edge-logs/);
    expect(inputs.customErrorResponses).to.deep.equal(
      [500, 502, 503, 504].map((errorCode) => ({ errorCode, errorCachingMinTtl: 0 })),
    );
  });

  it("uses an existing certificate, web ACL and log bucket, and leaves out the records that exist", async () => {
    const certificateArn = "arn:aws:acm:us-east-1:123456789012:certificate/1";
    const webAclArn = "arn:aws:wafv2:us-east-1:123456789012:global/webacl/own/1";
    const logBucketDomainName = "logs.s3.us-east-1.amazonaws.com";
    const edge = stackOf(
      await previewed({ edge: { certificateArn, webAclArn, logBucketDomainName, records: [] } }),
      "edge",
    );
    const { inputs } = distributionOf(edge);
    expect(inputs).to.have.nested.property("viewerCertificate.acmCertificateArn", certificateArn);
    expect(inputs).to.include({ webAclId: webAclArn });
    expect(inputs).to.have.nested.property("loggingConfig.bucket", logBucketDomainName);
    for (const type of ["acm/certificate:Certificate", "wafv2/webAcl:WebAcl", "s3/bucket:Bucket"]) {
      expect(ofType(edge, type), type).to.deep.equal([]);
    }
    const names = ofType(edge, "route53/record:Record").map((record) => record.inputs.name);
    expect(names.filter((name) => name === "example.com" || name === "www.example.com")).to.deep.equal([]);
    expect(names.some((name) => String(name).includes("origin"))).to.equal(true);
  });

  it("caches only what the origin declares, and does not use every header as a cache key", async () => {
    const { inputs } = one(stackOf(await previewed(), "edge"), "cloudfront/cachePolicy:CachePolicy");
    expect(inputs).to.include({ minTtl: 0, defaultTtl: 0 });
    expect(inputs)
      .to.have.nested.property("parametersInCacheKeyAndForwardedToOrigin.headersConfig")
      .that.deep.equals({
        headerBehavior: "whitelist",
        headers: { items: ["Authorization", "Origin"] },
      });
  });

  it("adds security headers", async () => {
    const { inputs } = one(
      stackOf(await previewed(), "edge"),
      "cloudfront/responseHeadersPolicy:ResponseHeadersPolicy",
    );
    expect(inputs.securityHeadersConfig).to.have.all.keys(
      "strictTransportSecurity",
      "contentTypeOptions",
      "frameOptions",
      "referrerPolicy",
    );
  });

  it("serves every country unless some are configured", async () => {
    const restriction = async (settings: object) =>
      (
        distributionOf(stackOf(await previewed({ ...settings }), "edge")).inputs.restrictions as {
          geoRestriction: object;
        }
      ).geoRestriction;
    expect(await restriction({})).to.deep.equal({ restrictionType: "none" });
    expect(await restriction({ edge: { allowedCountries: ["DE", "US"] } })).to.deep.equal({
      restrictionType: "whitelist",
      locations: ["DE", "US"],
    });
  });

  it("counts request bodies over 8 KB, or blocks them where the configuration says so", async () => {
    const overrides = async (settings: object) => {
      const { rules } = one(stackOf(await previewed({ ...settings }), "edge"), "wafv2/webAcl:WebAcl").inputs as {
        rules: { name: string; statement: { managedRuleGroupStatement?: { ruleActionOverrides?: object[] } } }[];
      };
      return rules.flatMap(({ statement }) => statement.managedRuleGroupStatement?.ruleActionOverrides ?? []);
    };
    expect(await overrides({})).to.deep.equal([{ name: "SizeRestrictions_BODY", actionToUse: { count: {} } }]);
    expect(await overrides({ edge: { oversizedBodies: "block" } })).to.deep.equal([]);
  });

  it("has certificate and web ACL in us-east-1, also when another region is active", async () => {
    for (const settings of [{}, swapped]) {
      const edge = stackOf(await previewed(settings), "edge");
      const distribution = distributionOf(edge);
      expect(one(edge, "acm/certificate:Certificate").region).to.equal("us-east-1");
      expect(one(edge, "wafv2/webAcl:WebAcl").region).to.equal("us-east-1");
      expect(distribution.propertyDependencies.webAclId).to.include(one(edge, "wafv2/webAcl:WebAcl").urn);
      expect(distribution.propertyDependencies.viewerCertificate).to.include(
        one(edge, "acm/certificateValidation:CertificateValidation").urn,
      );
    }
  });

  it("filters by rate, reputation, common rules, known bad inputs and SQL injection, and logs without credentials", async () => {
    const edge = stackOf(await previewed(), "edge");
    const { rules, scope } = one(edge, "wafv2/webAcl:WebAcl").inputs as {
      scope: string;
      rules: { priority: number; statement: Record<string, Record<string, unknown>> }[];
    };
    expect(scope).to.equal("CLOUDFRONT");
    expect(rules.map(({ priority }) => priority)).to.deep.equal([0, 1, 2, 3, 4]);
    expect(rules[0]?.statement.rateBasedStatement).to.deep.equal({ limit: 2000, aggregateKeyType: "IP" });
    expect(rules.slice(1).map(({ statement }) => statement.managedRuleGroupStatement?.name)).to.deep.equal([
      "AWSManagedRulesAmazonIpReputationList",
      "AWSManagedRulesCommonRuleSet",
      "AWSManagedRulesKnownBadInputsRuleSet",
      "AWSManagedRulesSQLiRuleSet",
    ]);
    const logging = one(edge, "wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration").inputs;
    expect(JSON.stringify(logging.logDestinationConfigs)).to.include(":log-group:aws-waf-logs-");
    expect(logging.redactedFields).to.deep.equal(
      ["authorization", "cookie"].map((name) => ({ singleHeader: { name } })),
    );
  });

  it("has alias records for the domain and www, each origin's host name and the certificates' validation", async () => {
    const document = await previewed();
    const records = ofType(stackOf(document, "edge"), "route53/record:Record").map(
      ({ inputs }) => `${inputs.type} ${inputs.name}`,
    );
    expect(records).to.include.members([
      "A example.com",
      "AAAA example.com",
      "A www.example.com",
      "AAAA www.example.com",
      "A us-east-1.origin.example.com",
      "A us-west-1.origin.example.com",
    ]);
    expect(records.filter((record) => record.startsWith("CNAME"))).to.have.length(2);
    const global = stackOf(document, "global");
    expect(ofType(global, "route53/record:Record")).to.have.length(1);
    expect(ofType(global, "acm/certificate:Certificate").map(({ region }) => region)).to.deep.equal([
      "us-east-1",
      "us-west-1",
    ]);
    for (const { inputs } of ofType(global, "acm/certificate:Certificate")) {
      expect(inputs).to.deep.include({
        domainName: "origin.example.com",
        subjectAlternativeNames: ["*.origin.example.com"],
      });
    }
  });

  it("looks the hosted zone up where none is configured", async () => {
    const global = stackOf(await previewed({ hostedZoneId: undefined }), "global");
    expect(global.outputs.hostedZoneId).to.match(/^Z/);
  });
});

describe("all stacks: edge with routing by function", () => {
  it("forwards all methods to the active region's origin, through the router", async () => {
    for (const [settings, active] of [
      [{}, "us-east-1"],
      [swapped, "us-west-1"],
    ] as const) {
      const edge = stackOf(await previewed(settings), "edge");
      const { inputs, propertyDependencies } = distributionOf(edge);
      expect(inputs.originGroups).to.equal(undefined);
      expect(inputs.defaultCacheBehavior).to.deep.include({
        targetOriginId: active,
        viewerProtocolPolicy: "redirect-to-https",
      });
      expect(inputs)
        .to.have.nested.property("defaultCacheBehavior.allowedMethods")
        .that.includes.members(["POST", "PUT", "PATCH", "DELETE"]);
      expect(inputs).to.have.nested.property(
        "defaultCacheBehavior.functionAssociations[0].eventType",
        "viewer-request",
      );
      const router = one(edge, "cloudfront/function:Function");
      expect(propertyDependencies.defaultCacheBehavior).to.include(router.urn);
      expect(router.inputs).to.deep.include({
        runtime: "cloudfront-js-2.0",
        keyValueStoreAssociations: [stackOf(await previewed(settings), "global").outputs.routingStoreArn],
      });
    }
  });

  it("seeds the routing store once, in the global stack", async () => {
    const key = one(stackOf(await previewed(), "global"), "cloudfront/keyvaluestoreKey:KeyvaluestoreKey");
    expect(JSON.parse(String(key.inputs.value))).to.deep.equal({
      active: "us-east-1",
      epoch: 1,
      reads: "failover",
      writes: "open",
    });
  });
});

describe("all stacks: edge with routing by origin group", () => {
  it("tries the standby for reads when the active region fails, and permits no writes", async () => {
    const edge = stackOf(await previewed({ routing: "origin-group" }), "edge");
    const { inputs } = distributionOf(edge);
    expect(inputs.originGroups).to.deep.equal([
      {
        originId: "active-then-standby",
        failoverCriteria: { statusCodes: [500, 502, 503, 504] },
        members: [{ originId: "us-east-1" }, { originId: "us-west-1" }],
      },
    ]);
    expect(inputs.defaultCacheBehavior).to.deep.include({
      targetOriginId: "active-then-standby",
      allowedMethods: ["GET", "HEAD", "OPTIONS"],
    });
    expect(ofType(edge, "cloudfront/function:Function")).to.have.length(0);
  });
});
