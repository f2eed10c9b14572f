import { defineRule } from "../../rule";

export const vpcDefaultSecurityGroup = defineRule({
  name: "vpc-default-security-group",
  what: "A network's default security group is taken in hand.",
  why: "Left alone, it lets its members talk to each other and to the world.",
  severity: "medium",
  concern: "exposure",
  remediation: "Add a DefaultSecurityGroup without ingress and egress for the network.",
  frameworks: { securityHub: ["EC2.2"], checkov: ["CKV2_AWS_12"] },
  types: ["aws:ec2/vpc:Vpc"],
  scope: "estate",
  check: (vpc, { estate }) =>
    estate.referringTo(vpc, "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "vpcId").length > 0
      ? undefined
      : "no DefaultSecurityGroup closes its default security group",
});
