import type { Inputs } from "../../resources/inputs";
import type { Resource } from "../../resources/resource";
import { EC2_SECURITY_GROUP, EC2_SECURITY_GROUP_RULE, VPC_SECURITY_GROUP_INGRESS_RULE } from "../../resources/types";

/** The types that open ports: groups with inline rules, and separate rules. */
export const INGRESS_TYPES = [EC2_SECURITY_GROUP, EC2_SECURITY_GROUP_RULE, VPC_SECURITY_GROUP_INGRESS_RULE];

/** The ingress rules of a resource of those types. */
export function ingressRules(resource: Resource): Inputs[] {
  if (resource.type === EC2_SECURITY_GROUP) return resource.list("ingress");
  return resource.has("type") && resource.text("type") !== "ingress" ? [] : [resource];
}

/** How a message refers to a rule: by its path, or as "it" where the rule is the resource. */
export function nameOf(rule: Inputs): string {
  return rule.path === "" ? "it" : rule.path;
}

/** The protocol by its name; "all" for every protocol. */
export function protocolOf(rule: Inputs): string {
  const protocol = (rule.text("protocol") ?? rule.text("ipProtocol") ?? "tcp").toLowerCase();
  const names: Readonly<Record<string, string>> = { "-1": "all", "6": "tcp", "17": "udp", "1": "icmp", "58": "icmpv6" };
  return names[protocol] ?? protocol;
}

/** Whether the rule opens the TCP port. ICMP and other protocols have no ports: their numbers are types and codes. */
export function opensPort(rule: Inputs, port: number): boolean {
  const protocol = protocolOf(rule);
  if (protocol === "all") return true;
  if (protocol !== "tcp") return false;
  const from = rule.number("fromPort");
  const to = rule.number("toPort") ?? from;
  if (from === undefined || to === undefined) return false;
  // -1 to -1 is every port, and so is 0 to 0 as it is often written, though with TCP it means port 0.
  return (from <= port && port <= to) || (from === to && from <= 0);
}

/** One kind of traffic: a protocol, and for TCP and UDP a port, for ICMP a type. */
export interface Traffic {
  protocol: string;
  port: number | undefined;
}

/** The first kind of traffic that a rule opens. */
export function trafficOf(rule: Inputs): Traffic {
  return { protocol: protocolOf(rule), port: rule.number("fromPort") };
}

/** Whether a rule opens a kind of traffic. */
export function opens(rule: Inputs, { protocol, port }: Traffic): boolean {
  const own = protocolOf(rule);
  if (own === "all") return true;
  if (own !== protocol) return false;
  const from = rule.number("fromPort");
  const to = rule.number("toPort") ?? from;
  if (port === undefined || from === undefined || to === undefined || (from === to && from <= 0)) return true;
  return from <= port && port <= to;
}

/** Whether two rules open some kind of traffic in common. */
export function opensSome(one: Inputs, other: Inputs): boolean {
  return opens(one, trafficOf(other)) || opens(other, trafficOf(one));
}

/** Whether the rule opens that TCP port and no other. */
export function opensOnlyPort(rule: Inputs, port: number): boolean {
  return protocolOf(rule) === "tcp" && rule.number("fromPort") === port && rule.number("toPort") === port;
}
