import { each } from "../../../resources/three-valued";
import { defineRule } from "../../rule";

const flags = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];

export const s3AccessPointNotPublic = defineRule({
  name: "s3-access-point-not-public",
  description: "An access point, of one region or of many, blocks public access.",
  rationale: "An access point has a policy of its own: the bucket's block is not its.",
  severity: "high",
  category: "exposure",
  remediation: "Set all four flags of the public access block true, or leave them out.",
  frameworks: { securityHub: ["S3.19", "S3.24"], checkov: ["CKV_AWS_392"] },
  types: ["aws:s3/accessPoint:AccessPoint", "aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint"],
  scope: "resource",
  check(point) {
    const path = point.type.endsWith("MultiRegionAccessPoint")
      ? "details.publicAccessBlock"
      : "publicAccessBlockConfiguration";
    // All four are true where nothing is said.
    return each(flags, (flag) => (point.flag(`${path}.${flag}`) === false ? `${path}.${flag} is false` : undefined));
  },
});
