import type { Estate } from "../../estate/estate";
import type { Inputs } from "../../estate/inputs";
import type { Resource } from "../../estate/resource";
import { every } from "../../estate/three-valued";

/**
 * Whether a load balancer with public addresses is open to prefix lists and security groups only, such as CloudFront's
 * origin-facing list: what guards the distribution then guards it too.
 */
export function isClosedToInternet(balancer: Resource, estate: Estate): boolean {
  const groups = estate.namedBy(balancer, "securityGroups", "aws:ec2/securityGroup:SecurityGroup");
  const rules = groups.flatMap((group) => [
    ...group.list("ingress"),
    ...estate.referringTo(group, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "securityGroupId"),
    ...estate
      .referringTo(group, "aws:ec2/securityGroupRule:SecurityGroupRule", "securityGroupId")
      .filter((rule) => rule.text("type") === "ingress"),
  ]);
  return rules.length > 0 && every(rules, namesNoAddresses);
}

function namesNoAddresses(rule: Inputs): boolean {
  const named = [
    "prefixListId",
    "prefixListIds",
    "referencedSecurityGroupId",
    "securityGroups",
    "sourceSecurityGroupId",
  ];
  const addresses = ["cidrBlocks", "ipv6CidrBlocks", "cidrIpv4", "cidrIpv6"];
  return named.some((path) => rule.has(path)) && addresses.every((path) => rule.list(path).length === 0);
}
