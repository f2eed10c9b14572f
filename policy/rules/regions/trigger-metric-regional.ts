import { stackOf } from "../../../resources/topology";
import { CLOUDWATCH_METRIC_ALARM } from "../../../resources/types";
import { defineRule } from "../../rule";

const global: ReadonlySet<string | undefined> = new Set(["AWS/Route53", "AWS/CloudFront"]);

export default defineRule({
  description: "A region's alarms watch metrics of that region.",
  rationale:
    "The metrics of Route 53 and CloudFront exist in us-east-1 only: an alarm on them is silent everywhere else, and with us-east-1.",
  severity: "high",
  category: "recovery across regions",
  remediation: "Watch the load balancer, the database or a canary of the region.",
  frameworks: {},
  types: [CLOUDWATCH_METRIC_ALARM],
  scope: "graph",
  check(alarm, { graph }) {
    if (!stackOf(alarm, graph, "standby") && !stackOf(alarm, graph, "active")) return undefined;
    const namespaces = [
      alarm.text("namespace"),
      ...alarm.list("metricQueries").map((query) => query.text("metric.namespace")),
    ];
    const foreign = namespaces.filter((namespace) => global.has(namespace));
    return foreign.length > 0 ? `it watches ${foreign.join(", ")}` : undefined;
  },
});
