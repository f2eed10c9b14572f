import { each } from "../../../resources/three-valued";
import { enabledRules, replicatingTypes } from "../../facts/bucket-replication";
import { defineRule } from "../../rule";

/** The one time that S3 Replication Time Control knows, in minutes. */
const minutes = 15;

export default defineRule({
  description: "Cross-region replication uses S3 Replication Time Control and its metrics.",
  rationale: "Otherwise replication has no time limit, and no metric shows how far it is behind.",
  severity: "medium",
  category: "recovery across regions",
  remediation: "Enable destination.replicationTime and destination.metrics, with 15 minutes each.",
  frameworks: {},
  types: replicatingTypes,
  scope: "resource",
  check: (replication) =>
    each(enabledRules(replication), (rule) => {
      const timed =
        rule.text("destination.replicationTime.status") === "Enabled" &&
        rule.number("destination.replicationTime.time.minutes") === minutes;
      if (!timed) return `${rule.path}.destination.replicationTime is not enabled at ${minutes} minutes`;
      return rule.text("destination.metrics.status") === "Enabled"
        ? undefined
        : `${rule.path}.destination.metrics is not enabled`;
    }),
});
