import { LB_LOAD_BALANCER } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A load balancer has deletion protection.",
  rationale: "Deleting it by mistake also removes the DNS name that clients use.",
  severity: "medium",
  category: "operations",
  remediation: "Set enableDeletionProtection: true.",
  frameworks: {
    awsConfig: ["elb-deletion-protection-enabled"],
    securityHub: ["ELB.6"],
    checkov: ["CKV_AWS_150"],
    cdkNag: ["HIPAA.Security-ELBDeletionProtectionEnabled", "NIST.800.53.R5-ELBDeletionProtectionEnabled"],
    awsGuard: ["elb-deletion-protection-enabled"],
  },
  types: [LB_LOAD_BALANCER],
  scope: "resource",
  remediate: () => ({ enableDeletionProtection: true }),
  check: (balancer) =>
    balancer.flag("enableDeletionProtection") === true ? undefined : "enableDeletionProtection is not true",
});
