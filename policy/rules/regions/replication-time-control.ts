import { each } from "../../../resources/three-valued";
import { enabledRules, replicatingTypes } from "../../facts/bucket-replication";
import { defineRule } from "../../rule";

/** The one time that S3 Replication Time Control knows, in minutes. */
const minutes = 15;

export default defineRule({
  description: "Replication is timed, and measured: 15 minutes.",
  rationale: "Without it, replication takes as long as it takes, and nobody is told how far it is behind.",
  severity: "medium",
  category: "recovery across regions",
  remediation: "Set destination.replicationTime and destination.metrics, enabled, with 15 minutes each.",
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
