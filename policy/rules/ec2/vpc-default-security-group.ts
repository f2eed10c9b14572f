import { EC2_DEFAULT_SECURITY_GROUP, EC2_VPC } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A VPC's default security group is managed.",
  rationale: "By default it allows all traffic between its members, and all outbound traffic.",
  severity: "medium",
  category: "exposure",
  remediation: "Add a DefaultSecurityGroup without ingress and egress rules for the VPC.",
  frameworks: { securityHub: ["EC2.2"], checkov: ["CKV2_AWS_12"] },
  types: [EC2_VPC],
  scope: "graph",
  check: (vpc, { graph }) =>
    graph.referringTo(vpc, EC2_DEFAULT_SECURITY_GROUP, "vpcId").length > 0
      ? undefined
      : "no DefaultSecurityGroup closes its default security group",
});
