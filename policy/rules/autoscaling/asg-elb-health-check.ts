import { AUTOSCALING_ATTACHMENT, AUTOSCALING_GROUP } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "An Auto Scaling group behind a load balancer uses the load balancer's health checks.",
  rationale: "Otherwise an instance that runs but does not respond is never replaced.",
  severity: "low",
  category: "operations",
  remediation: 'Set healthCheckType: "ELB".',
  frameworks: {
    awsConfig: ["autoscaling-group-elb-healthcheck-required"],
    securityHub: ["AutoScaling.1"],
    trustedAdvisor: ["CLOG40CDO8"],
    checkov: ["CKV2_AWS_15"],
    cdkNag: [
      "HIPAA.Security-AutoScalingGroupELBHealthCheckRequired",
      "NIST.800.53.R5-AutoScalingGroupELBHealthCheckRequired",
      "PCI.DSS.321-AutoScalingGroupELBHealthCheckRequired",
    ],
  },
  types: [AUTOSCALING_GROUP],
  scope: "graph",
  check(group, { graph }) {
    const attached =
      group.list("targetGroupArns").length > 0 ||
      group.list("loadBalancers").length > 0 ||
      group.list("trafficSources").length > 0 ||
      graph.referringTo(group, AUTOSCALING_ATTACHMENT, "autoscalingGroupName").length > 0;
    return attached && group.text("healthCheckType") !== "ELB" ? "healthCheckType is not ELB" : undefined;
  },
});
