import { each, Undecided } from "../../estate/three-valued";
import { defineRule } from "../../rule";
import { isVersioned } from "../s3/bucket-settings";
import { destinations, enabledRules, replicatingTypes, replicationsOf, sourceBucket } from "./bucket-replication";

export const twoWayReplication = defineRule({
  name: "two-way-replication",
  what: "Replicated buckets replicate to each other, deletions and changes of replicas included, and all keep versions.",
  why: "After a failover the other side is written to: what does not come back is lost by the failback.",
  severity: "high",
  concern: "recovery across regions",
  remediation:
    "Write a BucketReplicationConfig each way with deleteMarkerReplication and replicaModifications enabled, and version both buckets.",
  frameworks: {},
  types: replicatingTypes,
  scope: "estate",
  check(replication, { estate }) {
    const rules = enabledRules(replication);
    if (rules.length === 0) return undefined;
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
    const source = sourceBucket(replication, estate);
    const others = destinations(replication, estate);
    if (!source || others.length === 0) throw new Undecided(`the buckets of ${replication.name}`);
    return each(others, (other) => {
      if (!isVersioned(other, estate)) return `${other.name}, to which it replicates, keeps no versions`;
      const back = replicationsOf(other, estate).flatMap((resource) => destinations(resource, estate));
      return back.includes(source) ? undefined : `${other.name} does not replicate back to ${source.name}`;
    });
  },
});
