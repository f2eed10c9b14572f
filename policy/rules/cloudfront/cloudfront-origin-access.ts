import type { Estate } from "../../estate/estate";
import type { Inputs } from "../../estate/inputs";
import type { Resource } from "../../estate/resource";
import { each } from "../../estate/three-valued";
import { defineRule } from "../../rule";

const s3Domain = /\.s3[.-][^/]*amazonaws\.com$/;

export const cloudfrontOriginAccess = defineRule({
  name: "cloudfront-origin-access",
  what: "CloudFront signs its requests to an S3 origin.",
  why: "A bucket that answers unsigned requests is public.",
  severity: "medium",
  concern: "exposure",
  remediation: "Set originAccessControlId.",
  frameworks: {
    awsConfig: ["cloudfront-s3-origin-access-control-enabled", "cloudfront-origin-access-identity-enabled"],
    securityHub: ["CloudFront.13"],
    checkov: ["CKV2_AWS_46"],
    cdkNag: ["AwsSolutions-CFR7", "AwsSolutions-CFR6"],
  },
  types: ["aws:cloudfront/distribution:Distribution"],
  scope: "estate",
  check: (distribution, { estate }) =>
    each(distribution.list("origins"), (origin) => {
      if (origin.block("customOriginConfig") || origin.block("vpcOriginConfig")) return undefined;
      if (origin.given("originAccessControlId") || origin.given("s3OriginConfig.originAccessIdentity"))
        return undefined;
      const buckets = bucketsOf(distribution, origin, estate);
      const s3 = buckets.length > 0 || s3Domain.test(String(origin.raw("domainName")));
      return s3 ? `${origin.path} is a bucket without originAccessControlId` : undefined;
    }),
});

function bucketsOf(distribution: Resource, origin: Inputs, estate: Estate): readonly Resource[] {
  // origins[2] is the path origins.2 of the distribution.
  const path = `${origin.path.replace(/\[(\d+)\]/g, ".$1")}.domainName`;
  return estate.namedBy(distribution, path, "aws:s3/bucket:Bucket");
}
