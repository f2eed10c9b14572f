import * as cloudfront from "@pulumi/aws/cloudfront";
import * as pulumi from "@pulumi/pulumi";
import { EDGE_ROUTING } from "../../config/defaults";
import { type Transform, transformed } from "../transform";

export interface EdgePoliciesArgs {
  /** Changes the arguments of the underlying resources. */
  readonly transform?: EdgePoliciesTransform;
}

/** Changes the arguments of the policies' resources. */
export interface EdgePoliciesTransform {
  readonly cachePolicy?: Transform<cloudfront.CachePolicyArgs>;
  readonly responseHeadersPolicy?: Transform<cloudfront.ResponseHeadersPolicyArgs>;
}

/**
 * AWS's managed policy AllViewerExceptHostHeader: the origin gets the viewer's request with the origin's own host name.
 * Source: CloudFront Developer Guide, "Use managed origin request policies".
 */
const ALL_VIEWER_EXCEPT_HOST_HEADER = "b689b0a8-53d0-40ab-baf2-38738e2966ac";

const YEAR_SECONDS = 365 * 24 * 3600;

/**
 * What the edge caches, which parts of a request the origin gets, and the security headers of every response.
 * @example
 * const policies = new EdgePolicies("policies", {});
 */
export class EdgePolicies extends pulumi.ComponentResource {
  readonly cachePolicy: cloudfront.CachePolicy;
  readonly responseHeadersPolicy: cloudfront.ResponseHeadersPolicy;
  readonly cachePolicyId: pulumi.Output<string>;
  readonly originRequestPolicyId = ALL_VIEWER_EXCEPT_HOST_HEADER;
  readonly responseHeadersPolicyId: pulumi.Output<string>;

  constructor(name: string, { transform }: EdgePoliciesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:EdgePolicies", name, {}, opts);
    this.cachePolicy = new cloudfront.CachePolicy(
      ...transformed<cloudfront.CachePolicyArgs>(
        transform?.cachePolicy,
        `${name}-cache`,
        {
          comment: "Caches what the origin declares cacheable, by path, query, cookies, origin and authorization",
          // A response is cached only where the origin declares it cacheable.
          minTtl: 0,
          defaultTtl: 0,
          maxTtl: YEAR_SECONDS,
          parametersInCacheKeyAndForwardedToOrigin: {
            cookiesConfig: { cookieBehavior: "all" },
            headersConfig: { headerBehavior: "whitelist", headers: { items: [...EDGE_ROUTING.cacheKeyHeaders] } },
            queryStringsConfig: { queryStringBehavior: "all" },
            enableAcceptEncodingBrotli: true,
            enableAcceptEncodingGzip: true,
          },
        },
        { parent: this },
      ),
    );
    this.responseHeadersPolicy = new cloudfront.ResponseHeadersPolicy(
      ...transformed<cloudfront.ResponseHeadersPolicyArgs>(
        transform?.responseHeadersPolicy,
        `${name}-headers`,
        {
          comment: "Security headers where the origin sends none",
          securityHeadersConfig: {
            strictTransportSecurity: {
              accessControlMaxAgeSec: YEAR_SECONDS,
              includeSubdomains: true,
              override: false,
            },
            contentTypeOptions: { override: true },
            frameOptions: { frameOption: "SAMEORIGIN", override: false },
            referrerPolicy: { referrerPolicy: "strict-origin-when-cross-origin", override: false },
          },
        },
        { parent: this },
      ),
    );
    this.cachePolicyId = this.cachePolicy.id;
    this.responseHeadersPolicyId = this.responseHeadersPolicy.id;
    this.registerOutputs();
  }
}
