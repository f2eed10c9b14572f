import type { Inputs } from "../../resources/inputs";
import type { Resource } from "../../resources/resource";
import { EC2_SECURITY_GROUP, EC2_SECURITY_GROUP_RULE, VPC_SECURITY_GROUP_INGRESS_RULE } from "../../resources/types";

/** The types whose resources open ports: groups with their own rules, and rules on their own. */
export const ingressTypes = [EC2_SECURITY_GROUP, EC2_SECURITY_GROUP_RULE, VPC_SECURITY_GROUP_INGRESS_RULE];

/** The ingress rules of a resource of those types. */
export function ingressRules(resource: Resource): Inputs[] {
  if (resource.type === ingressTypes[0]) return resource.list("ingress");
  return resource.has("type") && resource.text("type") !== "ingress" ? [] : [resource];
}

const everybody = new Set(["0.0.0.0/0", "::/0"]);

/** Whether the rule admits every address. */
export function admitsEverybody(rule: Inputs): boolean {
  const ranges = ["cidrBlocks", "ipv6CidrBlocks", "cidrIpv4", "cidrIpv6"].flatMap((path) => rule.texts(path));
  return ranges.some((range) => everybody.has(range.replaceAll("0000", "0").replace(/^(0:){7}0\/0$/, "::/0")));
}

/** Whether the rule covers the port; all ports where it names no range, or every protocol. */
export function coversPort(rule: Inputs, port: number): boolean {
  const protocol = rule.text("protocol") ?? rule.text("ipProtocol");
  if (protocol === "-1" || protocol === "all") return true;
  const from = rule.number("fromPort");
  const to = rule.number("toPort") ?? from;
  if (from === undefined || to === undefined) return false;
  // 0 to 0 is how "every port" is mostly written, though with TCP it means port 0.
  return (from <= port && port <= to) || (from === to && from <= 0);
}
