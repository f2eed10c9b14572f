import type { Inputs } from "../../resources/inputs";
import type { Resource } from "../../resources/resource";
import type { ResourceGraph } from "../../resources/resource-graph";
import { every } from "../../resources/three-valued";
import { EC2_SECURITY_GROUP, EC2_SECURITY_GROUP_RULE, VPC_SECURITY_GROUP_INGRESS_RULE } from "../../resources/types";

/** A listener's protocol in capitals, in which the provider takes it in any case. */
export function listenerProtocol(listener: Resource): string | undefined {
  return listener.text("protocol")?.toUpperCase();
}

/**
 * Whether a load balancer with public addresses is open to prefix lists and security groups only, such as CloudFront's
 * origin-facing list: the protection of the distribution then applies to it too.
 */
export function isClosedToInternet(balancer: Resource, graph: ResourceGraph): boolean {
  const groups = graph.namedBy(balancer, "securityGroups", EC2_SECURITY_GROUP);
  const rules = groups.flatMap((group) => [
    ...group.list("ingress"),
    ...graph.referringTo(group, VPC_SECURITY_GROUP_INGRESS_RULE, "securityGroupId"),
    ...graph
      .referringTo(group, EC2_SECURITY_GROUP_RULE, "securityGroupId")
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
