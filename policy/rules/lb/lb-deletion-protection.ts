import { defineRule } from "../../rule";

export const lbDeletionProtection = defineRule({
  name: "lb-deletion-protection",
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
  types: ["aws:lb/loadBalancer:LoadBalancer"],
  scope: "resource",
  check: (balancer) =>
    balancer.flag("enableDeletionProtection") === true ? undefined : "enableDeletionProtection is not true",
});
