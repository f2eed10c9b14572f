import { each } from "../../../resources/three-valued";
import { S3_ACCESS_POINT, S3CONTROL_MULTI_REGION_ACCESS_POINT } from "../../../resources/types";
import { defineRule } from "../../rule";

const FLAGS = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];

export default defineRule({
  description: "An access point blocks public access.",
  rationale: "An access point has its own policy, which the bucket's public access block does not cover.",
  severity: "high",
  category: "exposure",
  remediation: "Set all four flags of the public access block to true, or omit them.",
  frameworks: { securityHub: ["S3.19", "S3.24"], checkov: ["CKV_AWS_392"] },
  types: [S3_ACCESS_POINT, S3CONTROL_MULTI_REGION_ACCESS_POINT],
  scope: "resource",
  check(point) {
    const path = point.type.endsWith("MultiRegionAccessPoint")
      ? "details.publicAccessBlock"
      : "publicAccessBlockConfiguration";
    // All four default to true.
    return each(FLAGS, (flag) => (point.flag(`${path}.${flag}`) === false ? `${path}.${flag} is false` : undefined));
  },
});
