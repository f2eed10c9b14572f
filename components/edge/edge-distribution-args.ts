import type * as cloudfront from "@pulumi/aws/cloudfront";
import type * as pulumi from "@pulumi/pulumi";
import { configErrors } from "../../config/checks";
import type { Fault } from "../../config/checks/check";
import { settingFaults } from "../../config/issue-advice";
import { edge } from "../../config/settings/edge";
import type { Tags } from "../../config/tags";
import { arnFaults, known } from "../argument-faults";
import type { Transform } from "../transform";
import type { EdgePoliciesTransform } from "./edge-policies";
import type { EdgeWebAclTransform } from "./edge-web-acl";
import type { EdgeOrigin } from "./origin";

/** Records that the distribution has in the hosted zone: those of the public names, or of the origins' names. */
export type EdgeRecord = "apex" | "www" | "origins";

export interface EdgeDistributionArgs {
  /** The public domain. */
  readonly domain: string;
  /**
   * Serve the www subdomain too.
   * @default true
   */
  readonly www?: boolean;
  /**
   * Hosted zone of the certificate's validation and of the records.
   * @default neither is made; `certificateArn` is required
   */
  readonly hostedZoneId?: pulumi.Input<string>;
  /**
   * Records in the hosted zone. What exists already is left out here, and changed when the distribution is to take over.
   * @default all
   */
  readonly records?: readonly EdgeRecord[];
  /** @default the provider's account */
  readonly accountId?: pulumi.Input<string>;
  /** A load balancer in each region, in the topology's order. With a single one, no request fails over. */
  readonly origins: Readonly<Record<string, EdgeOrigin>>;
  /**
   * Region that takes writes, one of the origins'.
   * @default the first origin's
   */
  readonly activeRegion?: string;
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
  /**
   * Value of the header x-origin-verify in requests to origins. Secret.
   * @default a generated one, which the component has as `originVerify`
   */
  readonly originVerify?: pulumi.Input<string>;
  /**
   * ARN of an issued certificate in us-east-1 for the public names.
   * @default a certificate that is validated in the hosted zone
   */
  readonly certificateArn?: pulumi.Input<string>;
  /**
   * ARN of an existing web ACL of the scope CLOUDFRONT; false for none.
   * @default a web ACL with a rate limit and AWS's managed rules
   */
  readonly webAclArn?: pulumi.Input<string> | false;
  /**
   * Domain name of an existing bucket for access logs, such as logs.s3.us-east-1.amazonaws.com, which accepts access-control lists; false
   * for no access logs.
   * @default a log bucket of the distribution's own
   */
  readonly logBucketDomainName?: pulumi.Input<string> | false;
  /**
   * Which of CloudFront's edge locations serve.
   * @default "PriceClass_All"
   */
  readonly priceClass?: pulumi.Input<"PriceClass_All" | "PriceClass_200" | "PriceClass_100">;
  /**
   * Two-letter codes of the countries that are served.
   * @default all countries
   */
  readonly allowedCountries?: readonly string[];
  /**
   * Requests that one address may send in five minutes.
   * @default 2000
   */
  readonly requestsPerFiveMinutes?: pulumi.Input<number>;
  /**
   * Action for request bodies over 8 KB.
   * @default "count"
   */
  readonly oversizedBodies?: "count" | "block";
  /**
   * Retention of the web ACL's log group and expiry of the access logs, days.
   * @default 365
   */
  readonly logRetentionDays?: number;
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

/** The records in the hosted zone. */
export function edgeRecords({ hostedZoneId, records, www = true }: EdgeDistributionArgs): readonly EdgeRecord[] {
  if (hostedZoneId === undefined) return [];
  return (records ?? ["apex", "www", "origins"]).filter((record) => www || record !== "www");
}

/** Everything that is wrong with the arguments. */
export function edgeFaults(args: EdgeDistributionArgs): Fault[] {
  const { certificateArn, domain, hostedZoneId, origins, records = [], webAclArn } = args;
  const regions = Object.keys(origins);
  const faults: Fault[] = domain
    ? configErrors({ domain })
    : [{ path: "domain", message: "got none; use a domain name such as example.com" }];
  if (regions.length === 0) faults.push({ path: "origins", message: "got none; name at least one region" });
  const { activeRegion = regions[0] } = args;
  if (activeRegion !== undefined && !regions.includes(activeRegion)) {
    const message = `got ${activeRegion}, which has no origin; name one of ${regions.join(", ") || "the regions"}`;
    faults.push({ path: "activeRegion", message });
  }
  if (hostedZoneId === undefined && certificateArn === undefined) {
    const message = "got none without a hostedZoneId to validate one; pass an issued certificate, or the hosted zone";
    faults.push({ path: "certificateArn", message });
  }
  if (hostedZoneId === undefined && records.length > 0) {
    faults.push({ path: "records", message: `got ${records.join(", ")} without a hostedZoneId; pass the hosted zone` });
  }
  const certificate = {
    service: "acm",
    region: "us-east-1",
    example: "arn:aws:acm:us-east-1:123456789012:certificate/1",
  };
  const acl = {
    service: "wafv2",
    region: "us-east-1",
    example: "arn:aws:wafv2:us-east-1:123456789012:global/webacl/edge/1",
  };
  faults.push(...arnFaults("certificateArn", certificateArn, certificate));
  if (webAclArn !== false) faults.push(...arnFaults("webAclArn", webAclArn, acl));
  faults.push(...missingAliasTargets(args));
  const { allowedCountries, oversizedBodies } = args;
  const settings = {
    ...(allowedCountries && { allowedCountries }),
    ...(oversizedBodies && { oversizedBodies }),
    priceClass: known(args.priceClass),
    requestsPerFiveMinutes: known(args.requestsPerFiveMinutes),
  };
  return [...faults, ...settingFaults(edge, settings)];
}

/** A record of an origin's name is an alias of its load balancer. */
function missingAliasTargets(args: EdgeDistributionArgs): Fault[] {
  if (!edgeRecords(args).includes("origins")) return [];
  return Object.entries(args.origins).flatMap(([region, origin]) =>
    (["loadBalancerDnsName", "loadBalancerZoneId"] as const)
      .filter((key) => origin[key] === undefined)
      .map((key) => ({
        path: `origins.${region}.${key}`,
        message: "got none; pass it, or leave the record out: records without origins",
      })),
  );
}
