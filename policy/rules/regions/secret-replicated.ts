import { regionNamed } from "../../../resources/region-of";
import { each } from "../../../resources/three-valued";
import { siteOf, tiersOf, topologyOf } from "../../../resources/topology";
import { SECRETSMANAGER_SECRET } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A secret is replicated to every region of a tier, with a key of that region.",
  rationale: "Secrets in the failed region are not available.",
  severity: "critical",
  category: "recovery across regions",
  remediation: "List every region of a tier in replicas, each with a kmsKeyId of its region.",
  frameworks: {},
  types: [SECRETSMANAGER_SECRET],
  scope: "graph",
  comparesRegions: true,
  check(secret, { graph }) {
    const replicas = secret.list("replicas");
    const foreign = each(replicas, (replica) => {
      const region = replica.text("region");
      if (!replica.has("kmsKeyId")) return undefined;
      const key = regionNamed(secret, replica, "kmsKeyId", graph);
      return key === undefined || key === region
        ? undefined
        : `${replica.path}.kmsKeyId is a key of ${key}, the replica is in ${region}`;
    });
    if (foreign !== undefined && foreign.length > 0) return foreign;
    if (!topologyOf(graph).declared || siteOf(secret, graph, "standby")) return undefined;
    const reached = new Set([secret.region, ...replicas.map((replica) => replica.text("region"))]);
    const missing = tiersOf(graph).filter(({ region }) => !reached.has(region));
    return missing.length > 0
      ? `it is not replicated into ${missing.map(({ region }) => region).join(", ")}`
      : undefined;
  },
});
