import * as cloudfront from "@pulumi/aws/cloudfront";
import * as route53 from "@pulumi/aws/route53";
import * as pulumi from "@pulumi/pulumi";
import type { Tags } from "../../config/tags";
import { named } from "../../config/tags";
import { renderRouter } from "../../router/router";
import { originVerifyHeader } from "../compute/load-balancer";
import { RegionalKey } from "../kms/regional-key";
import { LogBucket } from "../storage/log-bucket";
import { cloudFrontRegion, EdgeCertificate } from "./edge-certificate";
import { EdgePolicies } from "./edge-policies";
import { EdgeWebAcl } from "./edge-web-acl";
import { RoutingStore } from "./routing-store";

export interface EdgeDistributionArgs {
  /** The public domain; www is served beside it. */
  readonly domain: string;
  readonly hostedZoneId: pulumi.Input<string>;
  readonly accountId: pulumi.Input<string>;
  /** A load balancer a region, in the topology's order; two at least. */
  readonly origins: Readonly<Record<string, EdgeOrigin>>;
  /** The region that takes writes, one of the origins'. */
  readonly activeRegion: string;
  /**
   * `"function"`: the behaviour targets one origin and allows all methods; a function sends each request to the region that the
   * switch names. `"origin-group"`: CloudFront's own failover, which refuses POST, PUT, PATCH and DELETE: for a site without writes.
   * @default "function"
   */
  readonly routing?: "function" | "origin-group";
  /**
   * ARN of the switch's key-value store, for `routing: "function"`.
   * @default a switch of the distribution's own
   */
  readonly routingStoreArn?: pulumi.Input<string>;
  /** What origins get in the header x-origin-verify. Secret. */
  readonly originVerify: pulumi.Input<string>;
  /** CloudFront edge locations that serve the distribution. */
  readonly priceClass: "PriceClass_All" | "PriceClass_200" | "PriceClass_100";
  /**
   * Two-letter codes of the countries that are served.
   * @default all
   */
  readonly allowedCountries?: readonly string[];
  /** Requests that one address may send in five minutes. */
  readonly requestsPerFiveMinutes: number;
  /**
   * Action for request bodies over 8 KB.
   * @default "count"
   */
  readonly oversizedBodies?: "count" | "block";
  /** Retention of the WAF log group and expiry of the access logs, days. */
  readonly logRetentionDays: number;
  /**
   * Guard what holds data against deletion.
   * @default true
   */
  readonly protect?: boolean;
  readonly tags?: Tags;
}

/** One region's load balancer as the edge sees it. */
export interface EdgeOrigin {
  /** The name by which the edge calls it; the balancer's certificate covers it. */
  readonly hostname: string;
  readonly loadBalancerDnsName: pulumi.Input<string>;
  readonly loadBalancerZoneId: pulumi.Input<string>;
}

/** What makes the edge try the standby for a read: what a region says, or CloudFront for it, when it cannot serve. */
const failoverCodes = [500, 502, 503, 504];

/** Names one origin group for all reads in `routing: "origin-group"`. */
const originGroup = "active-then-standby";

/** The public entrance: CloudFront before a load balancer a region, its certificate, web ACL, router and DNS names. */
export class EdgeDistribution extends pulumi.ComponentResource {
  readonly distributionId: pulumi.Output<string>;
  /** CloudFront's own name of the distribution. */
  readonly domainName: pulumi.Output<string>;
  readonly url: string;

  constructor(name: string, args: EdgeDistributionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:EdgeDistribution", name, {}, opts);
    validate(name, args);
    const { accountId, domain, hostedZoneId, logRetentionDays, protect, tags } = args;
    const parent = { parent: this };
    const alternativeNames = [`www.${domain}`];
    const key = new RegionalKey(`${name}-key`, { region: cloudFrontRegion, accountId, protect, tags }, parent);
    const certificate = new EdgeCertificate(
      `${name}-viewers`,
      { domain, alternativeNames, hostedZoneId, tags },
      parent,
    );
    const acl = new EdgeWebAcl(
      `${name}-acl`,
      {
        requestsPerFiveMinutes: args.requestsPerFiveMinutes,
        oversizedBodies: args.oversizedBodies,
        keyArn: key.arn,
        logRetentionDays,
        tags,
      },
      parent,
    );
    const logs = new LogBucket(
      `${name}-logs`,
      { region: cloudFrontRegion, accountId, cloudFront: true, logRetentionDays, protect, tags },
      parent,
    );
    const policies = new EdgePolicies(`${name}-policies`, parent);
    const distribution = new cloudfront.Distribution(
      name,
      {
        comment: `Redoubt: ${domain}`,
        enabled: true,
        httpVersion: "http2and3",
        isIpv6Enabled: true,
        priceClass: args.priceClass,
        aliases: [domain, ...alternativeNames],
        origins: Object.entries(args.origins).map(([region, origin]) => originArgs(region, origin, args)),
        ...this.behaviour(name, args, policies),
        // An error of the origin is asked for anew at once: a failover must not wait for the edge's memory of it.
        customErrorResponses: failoverCodes.map((errorCode) => ({ errorCode, errorCachingMinTtl: 0 })),
        restrictions: {
          geoRestriction: args.allowedCountries?.length
            ? { restrictionType: "whitelist", locations: [...args.allowedCountries] }
            : { restrictionType: "none" },
        },
        viewerCertificate: {
          acmCertificateArn: certificate.arn,
          minimumProtocolVersion: "TLSv1.2_2021",
          sslSupportMethod: "sni-only",
        },
        webAclId: acl.arn,
        loggingConfig: { bucket: logs.domainName, prefix: "edge/", includeCookies: false },
        tags: named(tags, name),
      },
      { ...parent, protect: protect ?? true },
    );
    this.dns(name, args, distribution, [domain, ...alternativeNames]);
    this.distributionId = distribution.id;
    this.domainName = distribution.domainName;
    this.url = `https://${domain}`;
    this.registerOutputs({ distributionId: this.distributionId, url: this.url });
  }

  /** The one behaviour: where requests go, and which of them are let through. */
  private behaviour(name: string, args: EdgeDistributionArgs, policies: EdgePolicies) {
    const shared = {
      viewerProtocolPolicy: "redirect-to-https",
      cachedMethods: ["GET", "HEAD"],
      compress: true,
      cachePolicyId: policies.cachePolicyId,
      originRequestPolicyId: policies.originRequestPolicyId,
      responseHeadersPolicyId: policies.responseHeadersPolicyId,
    };
    if (args.routing === "origin-group") {
      const standby = Object.keys(args.origins).find((region) => region !== args.activeRegion) ?? "";
      return {
        originGroups: [
          {
            originId: originGroup,
            failoverCriteria: { statusCodes: failoverCodes },
            members: [args.activeRegion, standby].map((originId) => ({ originId })),
          },
        ],
        defaultCacheBehavior: { ...shared, targetOriginId: originGroup, allowedMethods: ["GET", "HEAD", "OPTIONS"] },
      };
    }
    return {
      defaultCacheBehavior: {
        ...shared,
        targetOriginId: args.activeRegion,
        allowedMethods: ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"],
        functionAssociations: [{ eventType: "viewer-request", functionArn: this.router(name, args).arn }],
      },
    };
  }

  private router(name: string, args: EdgeDistributionArgs): cloudfront.Function {
    const { activeRegion, origins, protect } = args;
    const routingStoreArn =
      args.routingStoreArn ??
      new RoutingStore(`${name}-switch`, { firstActiveRegion: activeRegion, protect }, { parent: this })
        .routingStoreArn;
    return new cloudfront.Function(
      `${name}-router`,
      {
        comment: "Sends each request to the region that the switch names",
        runtime: "cloudfront-js-2.0",
        code: renderRouter({ regions: Object.keys(origins), activeRegion, failoverCodes }),
        keyValueStoreAssociations: [routingStoreArn],
        publish: true,
      },
      { parent: this },
    );
  }

  private dns(
    name: string,
    args: EdgeDistributionArgs,
    distribution: cloudfront.Distribution,
    publicNames: readonly string[],
  ): void {
    const alias = (logical: string, host: string, type: "A" | "AAAA", target: route53.RecordArgs["aliases"]) =>
      new route53.Record(logical, { zoneId: args.hostedZoneId, name: host, type, aliases: target }, { parent: this });
    const edge = [{ name: distribution.domainName, zoneId: distribution.hostedZoneId, evaluateTargetHealth: false }];
    for (const host of publicNames) {
      for (const type of ["A", "AAAA"] as const) alias(`${name}-${host}-${type.toLowerCase()}`, host, type, edge);
    }
    for (const [region, origin] of Object.entries(args.origins)) {
      alias(`${name}-origin-${region}`, origin.hostname, "A", [
        { name: origin.loadBalancerDnsName, zoneId: origin.loadBalancerZoneId, evaluateTargetHealth: true },
      ]);
    }
  }
}

function originArgs(originId: string, origin: EdgeOrigin, args: EdgeDistributionArgs) {
  return {
    originId,
    domainName: origin.hostname,
    // Two tries of 3 s: a read reaches the standby within 6 s of a region's silence; CloudFront's default is 30 s.
    connectionAttempts: 2,
    connectionTimeout: 3,
    customOriginConfig: {
      httpPort: 80,
      httpsPort: 443,
      originProtocolPolicy: "https-only",
      originSslProtocols: ["TLSv1.2"],
      originReadTimeout: 30,
      originKeepaliveTimeout: 5,
    },
    customHeaders: [{ name: originVerifyHeader, value: pulumi.secret(args.originVerify) }],
  };
}

function validate(name: string, { origins, activeRegion }: EdgeDistributionArgs): void {
  const regions = Object.keys(origins);
  const faults = [
    regions.length < 2 && `origins: got ${regions.join(", ") || "none"}; name two regions at least`,
    !regions.includes(activeRegion) &&
      `activeRegion: got ${activeRegion}, which has no origin; name one of ${regions.join(", ")}`,
  ].filter((fault) => fault !== false);
  if (faults.length > 0) throw new Error(faults.map((fault) => `${name}: ${fault}`).join("\n"));
}
