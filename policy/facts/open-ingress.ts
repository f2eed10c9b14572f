import type { Inputs } from "../../resources/inputs";
import type { Resource } from "../../resources/resource";
import { perGraph, type ResourceGraph } from "../../resources/resource-graph";
import { textOf } from "../../resources/text-of";
import { Undecided } from "../../resources/three-valued";
import {
  EC2_MANAGED_PREFIX_LIST,
  EC2_MANAGED_PREFIX_LIST_ENTRY,
  EC2_SECURITY_GROUP,
  EC2_SECURITY_GROUP_RULE,
  VPC_SECURITY_GROUP_INGRESS_RULE,
} from "../../resources/types";
import { isInternet, isPartOfInternet } from "./internet";
import { ingressRules, opens, opensSome, type Traffic, trafficOf } from "./security-groups";

/** A rule of a group, and the resource that it is written in. */
interface GroupRule {
  rule: Inputs;
  resource: Resource;
}

/**
 * Whether a rule allows the internet: by its own ranges and prefix lists, or as a part of it that the group's other rules complete, inline or
 * in separate resources.
 * @param only the traffic that is asked about; by default, any that the rule opens
 * @throws Undecided where the known ranges are not the internet and others are not known
 */
export function allowsInternet(rule: Inputs, resource: Resource, graph: ResourceGraph, only?: Traffic): boolean {
  const own = rangesOf({ rule, resource }, graph);
  if (isInternet(own.known)) return true;
  if (own.known.some(isPartOfInternet)) {
    const others = rulesOfGroup(resource, graph).filter((other) => opensSome(other.rule, rule));
    const traffic = only ? [only] : [rule, ...others.map((other) => other.rule)].map(trafficOf);
    if (traffic.some((one) => opens(rule, one) && isInternet(partsFor(one, others, graph)))) return true;
    const unknown = others.map((other) => rangesOf(other, graph).unknown).find((path) => path !== undefined);
    if (unknown !== undefined) throw new Undecided(unknown);
  }
  if (own.unknown !== undefined) throw new Undecided(own.unknown);
  return false;
}

/** The parts of the internet from which rules allow a kind of traffic. */
function partsFor(traffic: Traffic, rules: readonly GroupRule[], graph: ResourceGraph): string[] {
  return rules
    .filter(({ rule }) => opens(rule, traffic))
    .flatMap((other) => rangesOf(other, graph).known.filter(isPartOfInternet));
}

/** All ingress rules of the group that a resource is, or belongs to. */
function rulesOfGroup(resource: Resource, graph: ResourceGraph): readonly GroupRule[] {
  return groups(graph).get(groupOf(resource, graph)) ?? [];
}

const groups = perGraph((graph) => {
  const found = new Map<string, GroupRule[]>();
  for (const type of [EC2_SECURITY_GROUP, EC2_SECURITY_GROUP_RULE, VPC_SECURITY_GROUP_INGRESS_RULE]) {
    for (const resource of graph.ofType(type)) {
      const rules = known(() => ingressRules(resource).map((rule) => ({ rule, resource }))) ?? [];
      const group = known(() => groupOf(resource, graph));
      if (group === undefined) continue;
      const all = found.get(group) ?? [];
      all.push(...rules);
      found.set(group, all);
    }
  }
  return found;
});

/** A result; undefined where it is undecided. */
function known<T>(compute: () => T): T | undefined {
  try {
    return compute();
  } catch (error) {
    if (error instanceof Undecided) return undefined;
    throw error;
  }
}

/** The group by its URN, or by its id where it is not in view. */
function groupOf(resource: Resource, graph: ResourceGraph): string {
  if (resource.type === EC2_SECURITY_GROUP) return resource.urn;
  const [group] = graph.namedBy(resource, "securityGroupId", EC2_SECURITY_GROUP);
  return group?.urn ?? textOf(resource.raw("securityGroupId") ?? resource.urn);
}

interface Ranges {
  known: readonly string[];
  /** The first path that is not known yet. */
  unknown: string | undefined;
}

function rangesOf({ rule, resource }: GroupRule, graph: ResourceGraph): Ranges {
  const ranges = collect(rule, ["cidrBlocks", "ipv6CidrBlocks", "cidrIpv4", "cidrIpv6"]);
  const lists = ["prefixListIds", "prefixListId"].map((property) => listedRanges(rule, property, resource, graph));
  const all = [ranges, ...lists];
  return {
    known: all.flatMap((some) => some.known),
    unknown: all.map((some) => some.unknown).find((path) => path !== undefined),
  };
}

/** The ranges of the prefix lists that a rule names. Lists that are not in view, such as those of AWS, are taken as restricted. */
function listedRanges(rule: Inputs, property: string, resource: Resource, graph: ResourceGraph): Ranges {
  if (rule.raw(property) === undefined) return { known: [], unknown: undefined };
  const path = rule.path === "" ? property : `${rule.path.replace(/\[(\d+)\]/g, ".$1")}.${property}`;
  const lists = graph.namedBy(resource, path, EC2_MANAGED_PREFIX_LIST);
  const parts = lists.flatMap((list) => [
    ...(known(() => list.list("entries")) ?? []),
    ...(known(() => graph.referringTo(list, EC2_MANAGED_PREFIX_LIST_ENTRY, "prefixListId")) ?? []),
  ]);
  const ranges = parts.map((part) => collect(part, ["cidr"]));
  return {
    known: ranges.flatMap((some) => some.known),
    unknown: ranges.map((some) => some.unknown).find((path) => path !== undefined),
  };
}

/** The texts at the paths that are known. */
function collect(inputs: Inputs, paths: readonly string[]): Ranges {
  const found: string[] = [];
  let unknown: string | undefined;
  for (const path of paths) {
    try {
      for (const item of inputs.list(path)) {
        const text = known(() => item.text(""));
        if (text !== undefined) found.push(text);
        else unknown ??= item.path;
      }
    } catch (error) {
      if (!(error instanceof Undecided)) throw error;
      unknown ??= error.what;
    }
  }
  return { known: found, unknown };
}
