import { ECS_SERVICE } from "../../../resources/types";
import { tooFewZones } from "../../facts/zones";
import { defineRule } from "../../rule";

export default defineRule({
  description: "An ECS service runs in subnets of at least two Availability Zones.",
  rationale: "Tasks in one zone fail together with that zone.",
  severity: "medium",
  category: "multi-az",
  remediation: "List subnets of at least two zones in networkConfiguration.subnets.",
  frameworks: {},
  types: [ECS_SERVICE],
  scope: "graph",
  check(service, { graph }) {
    // Without awsvpc networking, the instances of the cluster decide.
    if (!service.has("networkConfiguration.subnets")) return undefined;
    return tooFewZones(service, "networkConfiguration.subnets", graph);
  },
});
