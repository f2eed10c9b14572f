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

/**
 * Whether the rule allows the internet: half of all addresses or more, in one range or in several.
 * @param rules the other rules of the group; their ranges are included if they open the same ports
 */
export function allowsInternet(rule: Inputs, rules: readonly Inputs[] = [rule]): boolean {
  const own = rangesOf(rule);
  if (isInternet(own)) return true;
  // Several rules may each allow a part of the internet, so the ranges of all of them are added up.
  const parts = rules.filter((other) => samePorts(other, rule)).flatMap(rangesOf);
  return own.some(isLarge) && isInternet(parts.filter(isLarge));
}

function rangesOf(rule: Inputs): string[] {
  return ["cidrBlocks", "ipv6CidrBlocks", "cidrIpv4", "cidrIpv6"].flatMap((path) => rule.texts(path));
}

/** The shortest prefix of a range that is part of the internet rather than a network: a quarter of all addresses is /2. */
const LARGE_PREFIX = 4;

function isLarge(range: string): boolean {
  return Number(range.split("/")[1] ?? 128) <= LARGE_PREFIX;
}

function isInternet(ranges: readonly string[]): boolean {
  const size = (range: string) => 2 ** -Number(range.split("/")[1] ?? 128);
  const unique = [...new Set(ranges)];
  const four = unique.filter((range) => !range.includes(":"));
  const six = unique.filter((range) => range.includes(":"));
  const sum = (sizes: readonly string[]) => sizes.reduce((total, range) => total + size(range), 0);
  // Of version 6, the public addresses are 2000::/3: an eighth of all.
  return sum(four) >= 1 / 2 || sum(six) >= 1 / 8;
}

function samePorts(one: Inputs, other: Inputs): boolean {
  return (
    protocolOf(one) === protocolOf(other) &&
    ["fromPort", "toPort"].every((port) => one.number(port) === other.number(port))
  );
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

/** Whether the rule opens that TCP port and no other. */
export function opensOnlyPort(rule: Inputs, port: number): boolean {
  return protocolOf(rule) === "tcp" && rule.number("fromPort") === port && rule.number("toPort") === port;
}
