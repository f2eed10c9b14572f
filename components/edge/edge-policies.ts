import * as cloudfront from "@pulumi/aws/cloudfront";
import * as pulumi from "@pulumi/pulumi";

/**
 * AWS's managed policy AllViewerExceptHostHeader: origins see what the viewer sent, under their own host name.
 * Source: CloudFront Developer Guide, "Use managed origin request policies".
 */
const allViewerExceptHostHeader = "b689b0a8-53d0-40ab-baf2-38738e2966ac";

const yearSeconds = 365 * 24 * 3600;

/** What the edge caches, what origins see of a request, and the security headers that every response carries. */
export class EdgePolicies extends pulumi.ComponentResource {
  readonly cachePolicyId: pulumi.Output<string>;
  readonly originRequestPolicyId = allViewerExceptHostHeader;
  readonly responseHeadersPolicyId: pulumi.Output<string>;

  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:EdgePolicies", name, {}, opts);
    const cache = new cloudfront.CachePolicy(
      `${name}-cache`,
      {
        comment: "Caches what the origin says, by path, query and cookies",
        // Nothing is cached that the origin does not declare cacheable.
        minTtl: 0,
        defaultTtl: 0,
        maxTtl: yearSeconds,
        parametersInCacheKeyAndForwardedToOrigin: {
          cookiesConfig: { cookieBehavior: "all" },
          headersConfig: { headerBehavior: "whitelist", headers: { items: ["Origin"] } },
          queryStringsConfig: { queryStringBehavior: "all" },
          enableAcceptEncodingBrotli: true,
          enableAcceptEncodingGzip: true,
        },
      },
      { parent: this },
    );
    const headers = new cloudfront.ResponseHeadersPolicy(
      `${name}-headers`,
      {
        comment: "Security headers where the origin sends none",
        securityHeadersConfig: {
          strictTransportSecurity: {
            accessControlMaxAgeSec: yearSeconds,
            includeSubdomains: true,
            override: false,
          },
          contentTypeOptions: { override: true },
          frameOptions: { frameOption: "SAMEORIGIN", override: false },
          referrerPolicy: { referrerPolicy: "strict-origin-when-cross-origin", override: false },
        },
      },
      { parent: this },
    );
    this.cachePolicyId = cache.id;
    this.responseHeadersPolicyId = headers.id;
    this.registerOutputs();
  }
}
