import { defineRule } from "../../rule";

export const vpcDefaultSecurityGroup = defineRule({
  name: "vpc-default-security-group",
  description: "A network's default security group is taken in hand.",
  rationale: "Left alone, it lets its members talk to each other and to the world.",
  severity: "medium",
  category: "exposure",
  remediation: "Add a DefaultSecurityGroup without ingress and egress for the network.",
  frameworks: { securityHub: ["EC2.2"], checkov: ["CKV2_AWS_12"] },
  types: ["aws:ec2/vpc:Vpc"],
  scope: "graph",
  check: (vpc, { graph }) =>
    graph.referringTo(vpc, "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "vpcId").length > 0
      ? undefined
      : "no DefaultSecurityGroup closes its default security group",
});
