import { EC2_DEFAULT_SECURITY_GROUP, EC2_VPC } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A network's default security group is taken in hand.",
  rationale: "Left alone, it lets its members talk to each other and to the world.",
  severity: "medium",
  category: "exposure",
  remediation: "Add a DefaultSecurityGroup without ingress and egress for the network.",
  frameworks: { securityHub: ["EC2.2"], checkov: ["CKV2_AWS_12"] },
  types: [EC2_VPC],
  scope: "graph",
  check: (vpc, { graph }) =>
    graph.referringTo(vpc, EC2_DEFAULT_SECURITY_GROUP, "vpcId").length > 0
      ? undefined
      : "no DefaultSecurityGroup closes its default security group",
});
