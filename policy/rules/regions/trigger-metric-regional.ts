import { siteOf } from "../../../resources/topology";
import { CLOUDWATCH_METRIC_ALARM } from "../../../resources/types";
import { defineRule } from "../../rule";

const GLOBAL_NAMESPACES: ReadonlySet<string | undefined> = new Set(["AWS/Route53", "AWS/CloudFront"]);

export default defineRule({
  description: "Alarms use metrics of their own region.",
  rationale: "Route 53 and CloudFront publish metrics in us-east-1 only. Elsewhere such an alarm has no data.",
  severity: "high",
  category: "recovery across regions",
  remediation: "Use metrics of the region's load balancer, database or canary.",
  frameworks: {},
  types: [CLOUDWATCH_METRIC_ALARM],
  scope: "graph",
  comparesRegions: true,
  check(alarm, { graph }) {
    if (!siteOf(alarm, graph, "standby") && !siteOf(alarm, graph, "active")) return undefined;
    const namespaces = [
      alarm.text("namespace"),
      ...alarm.list("metricQueries").map((query) => query.text("metric.namespace")),
    ];
    const foreign = namespaces.filter((namespace) => GLOBAL_NAMESPACES.has(namespace));
    return foreign.length > 0 ? `it watches ${foreign.join(", ")}` : undefined;
  },
});
