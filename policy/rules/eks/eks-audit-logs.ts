import { EKS_CLUSTER } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "An EKS cluster writes audit logs.",
  rationale: "Without audit logs, nobody can see who changed what in the cluster.",
  severity: "medium",
  category: "logging",
  remediation: 'Add "audit" to enabledClusterLogTypes.',
  frameworks: { securityHub: ["EKS.8"], checkov: ["CKV_AWS_37"], trivy: ["AWS-0038"] },
  types: [EKS_CLUSTER],
  scope: "resource",
  check: (cluster) =>
    cluster.texts("enabledClusterLogTypes").includes("audit") ? undefined : "enabledClusterLogTypes lacks audit",
});
