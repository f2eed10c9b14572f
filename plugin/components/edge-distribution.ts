import * as pulumi from "@pulumi/pulumi";
import * as library from "../../components";
import type { OversizedBodies, PriceClass, Routing } from "../enumerations";

export interface EdgeDistributionArgs {
  readonly domain: library.EdgeDistributionArgs["domain"];
  readonly origins: library.EdgeDistributionArgs["origins"];
  readonly accountId?: library.EdgeDistributionArgs["accountId"];
  readonly tags?: library.EdgeDistributionArgs["tags"];
  readonly www?: library.EdgeDistributionArgs["www"];
  readonly hostedZoneId?: library.EdgeDistributionArgs["hostedZoneId"];
  readonly activeRegion?: library.EdgeDistributionArgs["activeRegion"];
  readonly routingStoreArn?: library.EdgeDistributionArgs["routingStoreArn"];
  readonly originVerify?: library.EdgeDistributionArgs["originVerify"];
  readonly certificateArn?: library.EdgeDistributionArgs["certificateArn"];
  readonly requestsPerFiveMinutes?: library.EdgeDistributionArgs["requestsPerFiveMinutes"];
  readonly logRetentionDays?: library.EdgeDistributionArgs["logRetentionDays"];
  readonly protect?: library.EdgeDistributionArgs["protect"];
  /** Records in the hosted zone: apex, www, origins. The default is all of them. */
  readonly records?: string[];
  /** How requests reach a region. The default is a function, which allows all methods. */
  readonly routing?: Routing;
  /** Which of CloudFront's edge locations serve. The default is all. */
  readonly priceClass?: pulumi.Input<PriceClass>;
  /** Two-letter codes of the countries that are served. The default is all countries. */
  readonly allowedCountries?: string[];
  /** Action for request bodies over 8 KB. The default is to count them. */
  readonly oversizedBodies?: OversizedBodies;
  /** False for no web ACL. The default is true. */
  readonly webAcl?: boolean;
  /** ARN of an existing web ACL of the scope CLOUDFRONT. */
  readonly webAclArn?: pulumi.Input<string>;
  /** False for no access logs. The default is true. */
  readonly accessLogs?: boolean;
  /** Domain name of an existing bucket for access logs, which accepts access-control lists. */
  readonly logBucketDomainName?: pulumi.Input<string>;
}

/** The public endpoint: CloudFront in front of a load balancer in each region, with certificate, web ACL, router and DNS names. */
export class EdgeDistribution extends pulumi.ComponentResource {
  readonly distributionId: pulumi.Output<string>;
  /** CloudFront's own name of the distribution. */
  readonly domainName: pulumi.Output<string>;
  /** Value of the header x-origin-verify, by which an origin recognizes the distribution's requests. Secret. */
  readonly originVerify: pulumi.Output<string>;
  readonly url: pulumi.Output<string>;

  constructor(name: string, args: EdgeDistributionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:EdgeDistribution", name, {}, opts);
    const { accessLogs, records, webAcl, ...same } = args;
    const edge = new library.EdgeDistribution(
      name,
      {
        ...same,
        records: records as library.EdgeDistributionArgs["records"],
        webAclArn: webAcl === false ? false : args.webAclArn,
        logBucketDomainName: accessLogs === false ? false : args.logBucketDomainName,
      },
      { parent: this },
    );
    this.distributionId = edge.distributionId;
    this.domainName = edge.domainName;
    this.originVerify = pulumi.secret(edge.originVerify);
    this.url = pulumi.output(edge.url);
    this.registerOutputs({ distributionId: this.distributionId, url: this.url });
  }
}
