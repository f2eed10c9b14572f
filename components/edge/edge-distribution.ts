import * as cloudfront from "@pulumi/aws/cloudfront";
import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { DEFAULTS, EDGE_ROUTING } from "../../config/defaults";
import { named } from "../../config/tags";
import { renderRouter } from "../../router/router";
import { rejectFaults } from "../argument-faults";
import { dataOptions } from "../data-protection";
import { RegionalKey } from "../kms/regional-key";
import { LogBucket } from "../storage/log-bucket";
import { transformed } from "../transform";
import { originGroupBehaviour, routedBehaviour } from "./behaviour";
import { CLOUDFRONT_REGION } from "./cloudfront-region";
import { EdgeCertificate } from "./edge-certificate";
import { type EdgeDistributionArgs, edgeFaults, edgeRecords } from "./edge-distribution-args";
import { edgeDns } from "./edge-dns";
import { EdgePolicies } from "./edge-policies";
import { EdgeWebAcl } from "./edge-web-acl";
import { originArgs } from "./origin";
import { RoutingStore } from "./routing-store";

/**
 * The public endpoint: CloudFront in front of a load balancer in each region, with its certificate, web ACL, router and DNS names.
 * @throws UserError that lists every invalid argument
 * @example
 * new EdgeDistribution("edge", {
 *   domain: "example.com",
 *   hostedZoneId,
 *   origins: { "us-east-1": first, "us-west-1": second },
 * });
 * @example
 * // With what an existing system has: no record is changed.
 * new EdgeDistribution("edge", {
 *   domain: "example.com",
 *   certificateArn,
 *   webAclArn: false,
 *   origins: { "us-east-1": { hostname: "origin.example.com" } },
 * });
 */
export class EdgeDistribution extends pulumi.ComponentResource {
  /** Absent where neither a web ACL nor its log is made. */
  readonly key: RegionalKey | undefined;
  /** Absent where the distribution has an existing one. */
  readonly certificate: EdgeCertificate | undefined;
  /** Absent where the distribution has an existing one, or none. */
  readonly webAcl: EdgeWebAcl | undefined;
  /** Absent where the logs are delivered to an existing bucket, or not at all. */
  readonly logs: LogBucket | undefined;
  readonly policies: EdgePolicies;
  /** Absent with `routing: "origin-group"`. */
  readonly router?: cloudfront.Function;
  readonly distribution: cloudfront.Distribution;
  readonly distributionId: pulumi.Output<string>;
  /** CloudFront's own name of the distribution. */
  readonly domainName: pulumi.Output<string>;
  /** Value of the header x-origin-verify, by which an origin recognizes the distribution's requests. Secret. */
  readonly originVerify: pulumi.Output<string>;
  readonly url: string;

  constructor(name: string, args: EdgeDistributionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:EdgeDistribution", name, {}, opts);
    rejectFaults(name, edgeFaults(args));
    const { domain, hostedZoneId, origins, tags, transform, webAclArn } = args;
    const { logRetentionDays = DEFAULTS.logRetentionDays, protect = true } = args;
    const { activeRegion = Object.keys(origins)[0] ?? "" } = args;
    const region = CLOUDFRONT_REGION;
    const parent = { parent: this };
    const alternativeNames = args.www === false ? [] : [`www.${domain}`];
    const publicNames = [domain, ...alternativeNames];
    const accountId = args.accountId ?? getCallerIdentityOutput({}, parent).accountId;
    if (webAclArn === undefined)
      this.key = new RegionalKey(`${name}-key`, { region, accountId, protect, tags }, parent);
    if (args.certificateArn === undefined && hostedZoneId !== undefined) {
      const certificate = { domain, alternativeNames, hostedZoneId, tags };
      this.certificate = new EdgeCertificate(`${name}-viewers`, certificate, parent);
    }
    if (this.key !== undefined) {
      const { oversizedBodies, requestsPerFiveMinutes = DEFAULTS.edge.requestsPerFiveMinutes } = args;
      this.webAcl = new EdgeWebAcl(
        `${name}-acl`,
        { requestsPerFiveMinutes, oversizedBodies, keyArn: this.key.arn, logRetentionDays, tags, transform },
        parent,
      );
    }
    if (args.logBucketDomainName === undefined) {
      this.logs = new LogBucket(
        `${name}-logs`,
        { region, accountId, cloudFront: true, logRetentionDays, protect, tags },
        parent,
      );
    }
    this.originVerify = pulumi.secret(args.originVerify ?? generatedSecret(name, this, protect));
    this.policies = new EdgePolicies(`${name}-policies`, { transform }, parent);
    if (args.routing !== "origin-group") this.router = this.routerFunction(name, activeRegion, args);
    const behaviour = this.router
      ? routedBehaviour(activeRegion, this.policies, this.router)
      : originGroupBehaviour(activeRegion, Object.keys(origins), this.policies);
    const logging =
      args.logBucketDomainName === false ? undefined : (args.logBucketDomainName ?? this.logs?.domainName);
    this.distribution = new cloudfront.Distribution(
      ...transformed<cloudfront.DistributionArgs>(
        transform?.distribution,
        name,
        {
          comment: `Redoubt: ${domain}`,
          enabled: true,
          httpVersion: "http2and3",
          isIpv6Enabled: true,
          priceClass: args.priceClass ?? DEFAULTS.edge.priceClass,
          aliases: publicNames,
          origins: Object.entries(origins).map(([id, origin]) => originArgs(id, origin, this.originVerify)),
          ...behaviour,
          // The edge must not answer from a cached error while a failover has already repaired the origin.
          customErrorResponses: EDGE_ROUTING.failoverCodes.map((errorCode) => ({ errorCode, errorCachingMinTtl: 0 })),
          restrictions: { geoRestriction: geoRestriction(args) },
          viewerCertificate: {
            acmCertificateArn: args.certificateArn ?? this.certificate?.arn,
            minimumProtocolVersion: "TLSv1.2_2021",
            sslSupportMethod: "sni-only",
          },
          webAclId: webAclArn === false ? undefined : (webAclArn ?? this.webAcl?.arn),
          loggingConfig:
            logging === undefined ? undefined : { bucket: logging, prefix: "edge/", includeCookies: false },
          tags: named(tags, name),
        },
        { ...parent, protect },
      ),
    );
    if (hostedZoneId !== undefined) {
      const records = edgeRecords(args);
      const named = publicNames.filter((host) => records.includes(host === domain ? "apex" : "www"));
      edgeDns(
        name,
        {
          hostedZoneId,
          distribution: this.distribution,
          publicNames: named,
          origins: records.includes("origins") ? origins : {},
        },
        this,
      );
    }
    this.distributionId = this.distribution.id;
    this.domainName = this.distribution.domainName;
    this.url = `https://${domain}`;
    this.registerOutputs({ distributionId: this.distributionId, url: this.url });
  }

  private routerFunction(name: string, activeRegion: string, args: EdgeDistributionArgs): cloudfront.Function {
    const { origins, protect, transform } = args;
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

function generatedSecret(name: string, parent: pulumi.Resource, protect: boolean): pulumi.Output<string> {
  const opts = { parent, ...dataOptions(protect) };
  return new random.RandomPassword(`${name}-origin-verify`, { length: 48, special: false }, opts).result;
}

function geoRestriction({ allowedCountries }: EdgeDistributionArgs) {
  return allowedCountries?.length
    ? { restrictionType: "whitelist", locations: [...allowedCountries] }
    : { restrictionType: "none" };
}
