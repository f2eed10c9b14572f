import { EKS_CLUSTER } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "An EKS cluster's API endpoint is not open to the internet.",
  rationale: "A leaked credential is then enough to control the cluster from anywhere.",
  severity: "high",
  category: "exposure",
  remediation: "Set vpcConfig.endpointPublicAccess: false, or list your networks in vpcConfig.publicAccessCidrs.",
  frameworks: { securityHub: ["EKS.1"], checkov: ["CKV_AWS_38", "CKV_AWS_39"], trivy: ["AWS-0040", "AWS-0041"] },
  types: [EKS_CLUSTER],
  scope: "resource",
  check(cluster) {
    if (cluster.flag("vpcConfig.endpointPublicAccess") === false) return undefined;
    const ranges = cluster.texts("vpcConfig.publicAccessCidrs");
    const open = ranges.length === 0 || ranges.some((range) => /\/[0-4]$/.test(range));
    return open ? "the public endpoint allows the internet" : undefined;
  },
});
