import { each } from "../../../resources/three-valued";
import { S3_ACCESS_POINT, S3CONTROL_MULTI_REGION_ACCESS_POINT } from "../../../resources/types";
import { defineRule } from "../../rule";

const flags = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];

export default defineRule({
  description: "An access point, of one region or of many, blocks public access.",
  rationale: "An access point has a policy of its own: the bucket's block is not its.",
  severity: "high",
  category: "exposure",
  remediation: "Set all four flags of the public access block true, or leave them out.",
  frameworks: { securityHub: ["S3.19", "S3.24"], checkov: ["CKV_AWS_392"] },
  types: [S3_ACCESS_POINT, S3CONTROL_MULTI_REGION_ACCESS_POINT],
  scope: "resource",
  check(point) {
    const path = point.type.endsWith("MultiRegionAccessPoint")
      ? "details.publicAccessBlock"
      : "publicAccessBlockConfiguration";
    // All four are true where nothing is said.
    return each(flags, (flag) => (point.flag(`${path}.${flag}`) === false ? `${path}.${flag} is false` : undefined));
  },
});
