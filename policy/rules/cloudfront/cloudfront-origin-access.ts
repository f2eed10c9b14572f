import type { Inputs } from "../../../resources/inputs";
import type { Resource } from "../../../resources/resource";
import type { ResourceGraph } from "../../../resources/resource-graph";
import { textOf } from "../../../resources/text-of";
import { each } from "../../../resources/three-valued";
import { CLOUDFRONT_DISTRIBUTION, S3_BUCKET } from "../../../resources/types";
import { defineRule } from "../../rule";

const S3_DOMAIN = /\.s3[.-][^/]*amazonaws\.com$/;

export default defineRule({
  description: "CloudFront signs its requests to an S3 origin.",
  rationale: "Otherwise the bucket must allow unsigned requests, which makes it public.",
  severity: "medium",
  category: "exposure",
  remediation: "Set originAccessControlId.",
  frameworks: {
    awsConfig: ["cloudfront-s3-origin-access-control-enabled", "cloudfront-origin-access-identity-enabled"],
    securityHub: ["CloudFront.13"],
    checkov: ["CKV2_AWS_46"],
    cdkNag: ["AwsSolutions-CFR7", "AwsSolutions-CFR6"],
  },
  types: [CLOUDFRONT_DISTRIBUTION],
  scope: "graph",
  check: (distribution, { graph }) =>
    each(distribution.list("origins"), (origin) => {
      if (origin.block("customOriginConfig") || origin.block("vpcOriginConfig")) return undefined;
      if (origin.given("originAccessControlId") || origin.given("s3OriginConfig.originAccessIdentity"))
        return undefined;
      const buckets = bucketsOf(distribution, origin, graph);
      const s3 = buckets.length > 0 || S3_DOMAIN.test(textOf(origin.raw("domainName")));
      return s3 ? `${origin.path} is a bucket without originAccessControlId` : undefined;
    }),
});

function bucketsOf(distribution: Resource, origin: Inputs, graph: ResourceGraph): readonly Resource[] {
  // origins[2] is the path origins.2 of the distribution.
  const path = `${origin.path.replace(/\[(\d+)\]/g, ".$1")}.domainName`;
  return graph.namedBy(distribution, path, S3_BUCKET);
}
