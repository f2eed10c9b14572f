import { LB_LOAD_BALANCER } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A load balancer refuses to be deleted.",
  rationale: "One mistaken destroy would take the entrance and its address away.",
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
  check: (balancer) =>
    balancer.flag("enableDeletionProtection") === true ? undefined : "enableDeletionProtection is not true",
});
