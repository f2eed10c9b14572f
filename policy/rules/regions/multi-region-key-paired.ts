import type { Resource } from "../../../resources/resource";
import { each } from "../../../resources/three-valued";
import { standbysOf, topologyOf } from "../../../resources/topology";
import { KMS_KEY, KMS_REPLICA_KEY } from "../../../resources/types";
import { defineRule } from "../../rule";

/** The longest window that KMS knows, in days. */
const longest = 30;

export default defineRule({
  description:
    "A multi-Region key has a replica in every standby region, with an equivalent policy and the longest deletion window.",
  rationale:
    "Replicated data cannot be read without its key. A policy that differs denies in one region what it allows in the other.",
  severity: "critical",
  category: "recovery across regions",
  remediation: "Add a ReplicaKey in each standby region with the same policy and deletionWindowInDays: 30.",
  frameworks: {},
  types: [KMS_KEY],
  scope: "graph",
  check(key, { graph }) {
    if (key.flag("multiRegion") !== true) return undefined;
    const replicas = graph.referringTo(key, KMS_REPLICA_KEY, "primaryKeyArn");
    const unequal = each([key, ...replicas], (member) => {
      const days = member.number("deletionWindowInDays") ?? longest;
      if (days < longest) return `${member.name}: deletionWindowInDays is ${days}`;
      return samePolicy(member, key) ? undefined : `${member.name}: its policy differs from the primary's`;
    });
    if (unequal !== undefined && unequal.length > 0) return unequal;
    if (!topologyOf(graph).declared) return undefined;
    const regions = new Set([key.region, ...replicas.map(({ region }) => region)]);
    const missing = standbysOf(graph).filter(({ region }) => !regions.has(region));
    return missing.length > 0 ? `it has no replica in ${missing.map(({ region }) => region).join(", ")}` : undefined;
  },
});

function samePolicy(one: Resource, other: Resource): boolean {
  if (one === other) return true;
  const [mine, theirs] = [one, other].map((key) => {
    const policy = key.read("policy");
    return typeof policy === "string" ? JSON.stringify(JSON.parse(policy)) : JSON.stringify(policy);
  });
  return mine === theirs;
}
