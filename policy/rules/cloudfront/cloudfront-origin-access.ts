import { each } from "../../estate/three-valued";
import { defineRule } from "../../rule";

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
      if (origin.has("customOriginConfig") || origin.has("vpcOriginConfig")) return undefined;
      if (origin.given("originAccessControlId") || origin.given("s3OriginConfig.originAccessIdentity"))
        return undefined;
      const buckets = estate.namedBy(distribution, "origins", "aws:s3/bucket:Bucket");
      const s3 = buckets.length > 0 || /\.s3[.-][^/]*amazonaws\.com$/.test(origin.text("domainName") ?? "");
      return s3 ? `${origin.path} is a bucket without originAccessControlId` : undefined;
    }),
});
