import { each } from "../../../resources/three-valued";
import { destinationRegion, enabledRules, REPLICATING_TYPES, sourceBucket } from "../../facts/bucket-replication";
import { defineRule } from "../../rule";

/** The only time that S3 Replication Time Control supports, in minutes. */
const MINUTES = 15;

export default defineRule({
  description: "Cross-region replication uses S3 Replication Time Control and its metrics.",
  rationale: "Otherwise replication has no time limit, and no metric shows how far it is behind.",
  severity: "medium",
  category: "recovery across regions",
  remediation: "Enable destination.replicationTime and destination.metrics, with 15 minutes each.",
  frameworks: {},
  types: REPLICATING_TYPES,
  scope: "graph",
  check(replication, { graph }) {
    const source = sourceBucket(replication, graph);
    return each(enabledRules(replication), (rule) => {
      const timed =
        rule.text("destination.replicationTime.status") === "Enabled" &&
        rule.number("destination.replicationTime.time.minutes") === MINUTES;
      if (timed && rule.text("destination.metrics.status") === "Enabled") return undefined;
      // Replication within a region, such as that of logs, has no part in a recovery.
      if (destinationRegion(replication, rule, graph) === source?.region) return undefined;
      return timed
        ? `${rule.path}.destination.metrics is not enabled`
        : `${rule.path}.destination.replicationTime is not enabled at ${MINUTES} minutes`;
    });
  },
});
