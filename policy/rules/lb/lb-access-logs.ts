import { ELB_LOAD_BALANCER, LB_LOAD_BALANCER } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A load balancer writes access logs.",
  rationale: "After a failover, the access log shows which requests failed.",
  severity: "medium",
  category: "logging",
  remediation: "Set accessLogs with enabled: true and a bucket.",
  frameworks: {
    cfnGuard: ["elbv2-access-logging-rule"],
    awsConfig: ["elb-logging-enabled"],
    securityHub: ["ELB.5"],
    checkov: ["CKV_AWS_91", "CKV_AWS_92"],
    cdkNag: [
      "AwsSolutions-ELB2",
      "HIPAA.Security-ELBLoggingEnabled",
      "NIST.800.53.R5-ELBLoggingEnabled",
      "PCI.DSS.321-ELBLoggingEnabled",
    ],
    compliancePolicies: [
      "aws-alb-loadbalancer-configure-access-logging",
      "aws-alb-loadbalancer-enable-access-logging",
      "aws-lb-loadbalancer-configure-access-logging",
      "aws-lb-loadbalancer-enable-access-logging",
    ],
    awsGuard: ["elb-logging-enabled"],
  },
  types: [LB_LOAD_BALANCER, ELB_LOAD_BALANCER],
  scope: "graph",
  check(balancer) {
    // A gateway load balancer has no access log. A classic one that names a bucket writes to it unless `enabled` is false.
    if (balancer.text("loadBalancerType") === "gateway") return undefined;
    const enabled =
      balancer.flag("accessLogs.enabled") ?? (balancer.type === ELB_LOAD_BALANCER && balancer.has("accessLogs"));
    if (!enabled) return "accessLogs.enabled is not true";
    return balancer.given("accessLogs.bucket") ? undefined : "accessLogs.bucket is not set";
  },
});
