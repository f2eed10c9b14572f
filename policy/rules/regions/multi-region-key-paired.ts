import type { Resource } from "../../../resources/resource";
import { perGraph } from "../../../resources/resource-graph";
import { each, Undecided } from "../../../resources/three-valued";
import { siteOf, tiersOf, topologyOf } from "../../../resources/topology";
import { KMS_KEY, KMS_REPLICA_KEY } from "../../../resources/types";
import { defineRule } from "../../rule";

/** The longest deletion window of KMS, in days. */
const LONGEST_DAYS = 30;

export default defineRule({
  description:
    "A multi-Region key has a replica in every region of a tier, with an equivalent policy and the longest deletion window.",
  rationale:
    "Replicated data cannot be read without its key. A policy that differs denies in one region what it allows in the other.",
  severity: "critical",
  category: "recovery across regions",
  remediation: "Add a ReplicaKey in each region of a tier with the same policy and deletionWindowInDays: 30.",
  frameworks: {},
  types: [KMS_KEY],
  scope: "graph",
  comparesRegions: true,
  check(key, { graph }) {
    if (key.flag("multiRegion") !== true) return undefined;
    const replicas = graph.referringTo(key, KMS_REPLICA_KEY, "primaryKeyArn");
    const unequal = each([key, ...replicas], (member) => {
      const days = member.number("deletionWindowInDays") ?? LONGEST_DAYS;
      if (days < LONGEST_DAYS) return `${member.name}: deletionWindowInDays is ${days}`;
      return samePolicy(member, key) ? undefined : `${member.name}: its policy differs from the primary's`;
    });
    if (unequal !== undefined && unequal.length > 0) return unequal;
    if (!topologyOf(graph).declared) return undefined;
    const regions = new Set([key.region, ...replicas.map(({ region }) => region)]);
    if (siteOf(key, graph, "standby")) return undefined;
    const detached = detachedRegions(graph);
    const missing = tiersOf(graph).filter(({ region }) => !regions.has(region) && !detached.has(region));
    return missing.length > 0 ? `it has no replica in ${missing.map(({ region }) => region).join(", ")}` : undefined;
  },
});

/** Regions that keep a replica of a key whose primary is not managed any more, because its region was lost. */
const detachedRegions = perGraph((graph) => {
  const replicas = new Set(graph.ofType(KMS_REPLICA_KEY));
  for (const key of graph.ofType(KMS_KEY)) {
    for (const replica of graph.referringTo(key, KMS_REPLICA_KEY, "primaryKeyArn")) replicas.delete(replica);
  }
  return new Set([...replicas].map(({ region }) => region));
});

/** Whether two keys have the same policy, where each names its own region. */
function samePolicy(one: Resource, other: Resource): boolean {
  return one === other || policyOf(one) === policyOf(other);
}

function policyOf(key: Resource): string {
  const policy = key.read("policy");
  const text = JSON.stringify(sorted(typeof policy === "string" ? parsed(policy, key) : policy)) ?? "";
  return key.region === null ? text : text.replaceAll(key.region, "«region»");
}

function parsed(text: string, key: Resource): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Undecided(`${key.name}.policy`);
  }
}

/** The value with its keys and lists in order: their order has no meaning in a policy. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sorted).sort((a, b) => ((JSON.stringify(a) ?? "") < (JSON.stringify(b) ?? "") ? -1 : 1));
  }
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, item]) => [name, sorted(item)]));
}
