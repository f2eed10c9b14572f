import { each } from "../../../resources/three-valued";
import {
  destinations,
  enabledRules,
  isFailoverPair,
  REPLICATING_TYPES,
  replicationsOf,
  sourceBucket,
} from "../../facts/bucket-replication";
import { isVersioned } from "../../facts/bucket-settings";
import { defineRule } from "../../rule";

export default defineRule({
  description:
    "Buckets of a failover pair replicate to each other, including delete markers and replica changes, and are versioned.",
  rationale:
    "After a failover, the other bucket is written to. Changes that are not replicated back are lost in the failback.",
  severity: "high",
  category: "recovery across regions",
  remediation:
    "Add a BucketReplicationConfig in each direction with deleteMarkerReplication and replicaModifications, and enable versioning on both buckets.",
  frameworks: {},
  types: REPLICATING_TYPES,
  scope: "graph",
  check(replication, { graph }) {
    const rules = enabledRules(replication);
    const source = sourceBucket(replication, graph);
    if (rules.length === 0 || !source) return undefined;
    const others = destinations(replication, graph).filter((other) => isFailoverPair(source, other, graph));
    if (others.length === 0) return undefined;
    const lacking = each(rules, (rule) => {
      if (
        rule.text("deleteMarkerReplication.status") !== "Enabled" &&
        rule.text("deleteMarkerReplicationStatus") !== "Enabled"
      ) {
        return `${rule.path}.deleteMarkerReplication is not enabled`;
      }
      const modifications = rule.text("sourceSelectionCriteria.replicaModifications.status");
      return modifications === "Enabled"
        ? undefined
        : `${rule.path}.sourceSelectionCriteria.replicaModifications is not enabled`;
    });
    if (lacking !== undefined && lacking.length > 0) return lacking;
    return each(others, (other) => {
      if (!isVersioned(other, graph)) return `${other.name}, to which it replicates, is not versioned`;
      const back = replicationsOf(other, graph).flatMap((resource) => destinations(resource, graph));
      return back.includes(source) ? undefined : `${other.name} does not replicate back to ${source.name}`;
    });
  },
});
