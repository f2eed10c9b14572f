import * as cloudfront from "@pulumi/aws/cloudfront";
import * as pulumi from "@pulumi/pulumi";
import { EDGE_ROUTING } from "../../config/defaults";
import { named, type Tags } from "../../config/tags";
import { renderRouter } from "../../router/router";
import { RegionalKey } from "../kms/regional-key";
import { LogBucket } from "../storage/log-bucket";
import { type Transform, transformed } from "../transform";
import { originGroupBehaviour, routedBehaviour } from "./behaviour";
import { CLOUDFRONT_REGION } from "./cloudfront-region";
import { EdgeCertificate } from "./edge-certificate";
import { edgeDns } from "./edge-dns";
import { EdgePolicies, type EdgePoliciesTransform } from "./edge-policies";
import { EdgeWebAcl, type EdgeWebAclTransform } from "./edge-web-acl";
import { type EdgeOrigin, originArgs } from "./origin";
import { RoutingStore } from "./routing-store";

export interface EdgeDistributionArgs {
  /** The public domain; www is served too. */
  readonly domain: string;
  readonly hostedZoneId: pulumi.Input<string>;
  readonly accountId: pulumi.Input<string>;
  /** A load balancer in each region, in the topology's order. With a single one, no request fails over. */
  readonly origins: Readonly<Record<string, EdgeOrigin>>;
  /** Region that takes writes, one of the origins'. */
  readonly activeRegion: string;
  /**
   * `"function"`: a function sends each request to the region that the routing store names; all methods are allowed.
   * `"origin-group"`: CloudFront's own failover, for a site without writes, because CloudFront refuses POST, PUT, PATCH and DELETE.
   * @default "function"
   */
  readonly routing?: "function" | "origin-group";
  /**
   * ARN of the routing store, for `routing: "function"`.
   * @default a routing store of the distribution's own
   */
  readonly routingStoreArn?: pulumi.Input<string>;
  /** Value of the header x-origin-verify in requests to origins. Secret. */
  readonly originVerify: pulumi.Input<string>;
  /** Which of CloudFront's edge locations serve. */
  readonly priceClass: pulumi.Input<"PriceClass_All" | "PriceClass_200" | "PriceClass_100">;
  /**
   * Two-letter codes of the countries that are served.
   * @default all countries
   */
  readonly allowedCountries?: readonly string[];
  /** Requests that one address may send in five minutes. */
  readonly requestsPerFiveMinutes: pulumi.Input<number>;
  /**
   * Action for request bodies over 8 KB.
   * @default "count"
   */
  readonly oversizedBodies?: "count" | "block";
  /** Retention of the web ACL's log group and expiry of the access logs, days. */
  readonly logRetentionDays: number;
  /**
   * Protect the distribution and resources that hold data against deletion.
   * @default true
   */
  readonly protect?: boolean;
  readonly tags?: Tags;
  /** Changes the arguments of the underlying resources. */
  readonly transform?: EdgePoliciesTransform &
    EdgeWebAclTransform & {
      readonly distribution?: Transform<cloudfront.DistributionArgs>;
      readonly router?: Transform<cloudfront.FunctionArgs>;
    };
}

/**
 * The public endpoint: CloudFront in front of a load balancer in each region, with its certificate, web ACL, router and DNS names.
 * @throws Error that lists every invalid argument
 * @example
 * new EdgeDistribution("edge", {
 *   domain: "example.com",
 *   hostedZoneId,
 *   accountId,
 *   origins: { "us-east-1": first, "us-west-1": second },
 *   activeRegion: "us-east-1",
 *   originVerify,
 *   priceClass: "PriceClass_100",
 *   requestsPerFiveMinutes: 2000,
 *   logRetentionDays: 365,
 * });
 */
export class EdgeDistribution extends pulumi.ComponentResource {
  readonly key: RegionalKey;
  readonly certificate: EdgeCertificate;
  readonly webAcl: EdgeWebAcl;
  readonly logs: LogBucket;
  readonly policies: EdgePolicies;
  /** Absent with `routing: "origin-group"`. */
  readonly router?: cloudfront.Function;
  readonly distribution: cloudfront.Distribution;
  readonly distributionId: pulumi.Output<string>;
  /** CloudFront's own name of the distribution. */
  readonly domainName: pulumi.Output<string>;
  readonly url: string;

  constructor(name: string, args: EdgeDistributionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:EdgeDistribution", name, {}, opts);
    validate(name, args);
    const { accountId, activeRegion, domain, hostedZoneId, logRetentionDays, origins, tags, transform } = args;
    const { protect = true } = args;
    const region = CLOUDFRONT_REGION;
    const parent = { parent: this };
    const alternativeNames = [`www.${domain}`];
    const publicNames = [domain, ...alternativeNames];
    this.key = new RegionalKey(`${name}-key`, { region, accountId, protect, tags }, parent);
    this.certificate = new EdgeCertificate(`${name}-viewers`, { domain, alternativeNames, hostedZoneId, tags }, parent);
    const { oversizedBodies, requestsPerFiveMinutes } = args;
    this.webAcl = new EdgeWebAcl(
      `${name}-acl`,
      { requestsPerFiveMinutes, oversizedBodies, keyArn: this.key.arn, logRetentionDays, tags, transform },
      parent,
    );
    this.logs = new LogBucket(
      `${name}-logs`,
      { region, accountId, cloudFront: true, logRetentionDays, protect, tags },
      parent,
    );
    this.policies = new EdgePolicies(`${name}-policies`, { transform }, parent);
    if (args.routing !== "origin-group") this.router = this.routerFunction(name, args);
    const behaviour = this.router
      ? routedBehaviour(activeRegion, this.policies, this.router)
      : originGroupBehaviour(activeRegion, Object.keys(origins), this.policies);
    this.distribution = new cloudfront.Distribution(
      ...transformed<cloudfront.DistributionArgs>(
        transform?.distribution,
        name,
        {
          comment: `Redoubt: ${domain}`,
          enabled: true,
          httpVersion: "http2and3",
          isIpv6Enabled: true,
          priceClass: args.priceClass,
          aliases: publicNames,
          origins: Object.entries(origins).map(([id, origin]) => originArgs(id, origin, args.originVerify)),
          ...behaviour,
          // The edge must not answer from a cached error while a failover has already repaired the origin.
          customErrorResponses: EDGE_ROUTING.failoverCodes.map((errorCode) => ({ errorCode, errorCachingMinTtl: 0 })),
          restrictions: { geoRestriction: geoRestriction(args) },
          viewerCertificate: {
            acmCertificateArn: this.certificate.arn,
            minimumProtocolVersion: "TLSv1.2_2021",
            sslSupportMethod: "sni-only",
          },
          webAclId: this.webAcl.arn,
          loggingConfig: { bucket: this.logs.domainName, prefix: "edge/", includeCookies: false },
          tags: named(tags, name),
        },
        { ...parent, protect },
      ),
    );
    edgeDns(name, { hostedZoneId, distribution: this.distribution, publicNames, origins }, this);
    this.distributionId = this.distribution.id;
    this.domainName = this.distribution.domainName;
    this.url = `https://${domain}`;
    this.registerOutputs({ distributionId: this.distributionId, url: this.url });
  }

  private routerFunction(name: string, args: EdgeDistributionArgs): cloudfront.Function {
    const { activeRegion, origins, protect, transform } = args;
    const routingStoreArn =
      args.routingStoreArn ??
      new RoutingStore(
        `${name}-routing-store`,
        { firstActiveRegion: activeRegion, protect },
        { parent: this, aliases: [{ name: `${name}-switch`, type: "redoubt:index:EdgeSwitch" }] },
      ).routingStoreArn;
    return new cloudfront.Function(
      ...transformed<cloudfront.FunctionArgs>(
        transform?.router,
        `${name}-router`,
        {
          comment: "Sends each request to the region that the routing store names",
          runtime: "cloudfront-js-2.0",
          code: renderRouter({ regions: Object.keys(origins), activeRegion, ...EDGE_ROUTING }),
          keyValueStoreAssociations: [routingStoreArn],
          publish: true,
        },
        { parent: this },
      ),
    );
  }
}

function validate(name: string, { origins, activeRegion }: EdgeDistributionArgs): void {
  const regions = Object.keys(origins);
  const faults: string[] = [];
  if (regions.length === 0) faults.push("origins: got none; name at least one region");
  if (!regions.includes(activeRegion)) {
    faults.push(`activeRegion: got ${activeRegion}, which has no origin; name one of ${regions.join(", ")}`);
  }
  if (faults.length > 0) throw new Error(faults.map((fault) => `${name}: ${fault}`).join("\n"));
}

function geoRestriction({ allowedCountries }: EdgeDistributionArgs) {
  return allowedCountries?.length
    ? { restrictionType: "whitelist", locations: [...allowedCountries] }
    : { restrictionType: "none" };
}
