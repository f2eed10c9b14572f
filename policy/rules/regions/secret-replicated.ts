import { regionNamed } from "../../estate/region-of";
import { each } from "../../estate/three-valued";
import { stackOf, standbysOf, topologyOf } from "../../estate/topology";
import { defineRule } from "../../rule";

export const secretReplicated = defineRule({
  name: "secret-replicated",
  what: "A secret is replicated into every standby region, under a key of that region.",
  why: "Credentials that lie in the region that failed open nothing.",
  severity: "critical",
  concern: "recovery across regions",
  remediation: "List every standby in replicas, each with kmsKeyId of its region.",
  frameworks: {},
  types: ["aws:secretsmanager/secret:Secret"],
  scope: "estate",
  check(secret, { estate }) {
    const replicas = secret.list("replicas");
    const foreign = each(replicas, (replica) => {
      const region = replica.text("region");
      if (!replica.has("kmsKeyId")) return undefined;
      const key = regionNamed(secret, replica, "kmsKeyId", estate);
      return key === undefined || key === region
        ? undefined
        : `${replica.path}.kmsKeyId is a key of ${key}, the replica lies in ${region}`;
    });
    if (foreign !== undefined && foreign.length > 0) return foreign;
    if (!topologyOf(estate).declared || stackOf(secret, estate, "standby")) return undefined;
    const reached = new Set([secret.region, ...replicas.map((replica) => replica.text("region"))]);
    const missing = standbysOf(estate).filter(({ region }) => !reached.has(region));
    return missing.length > 0
      ? `it is not replicated into ${missing.map(({ region }) => region).join(", ")}`
      : undefined;
  },
});
