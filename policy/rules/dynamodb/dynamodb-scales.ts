import { perGraph } from "../../../resources/resource-graph";
import { APPAUTOSCALING_TARGET, DYNAMODB_TABLE } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A table's capacity scales with its load.",
  rationale: "A table with fixed capacity throttles requests when a failover sends it the full load.",
  severity: "medium",
  category: "operations",
  remediation: 'Set billingMode: "PAY_PER_REQUEST", or scale the capacity with an Application Auto Scaling target.',
  frameworks: {
    awsConfig: ["dynamodb-autoscaling-enabled"],
    securityHub: ["DynamoDB.1"],
    checkov: ["CKV2_AWS_16"],
    cdkNag: ["HIPAA.Security-DynamoDBAutoScalingEnabled", "NIST.800.53.R5-DynamoDBAutoScalingEnabled"],
  },
  types: [DYNAMODB_TABLE],
  scope: "graph",
  check(table, { graph }) {
    if (table.text("billingMode") === "PAY_PER_REQUEST") return undefined;
    const scaled =
      graph.referringTo(table, APPAUTOSCALING_TARGET, "resourceId").length > 0 ||
      [table.raw("name"), table.name].some((name) => scaledTables(graph).has(name));
    return scaled ? undefined : "billingMode is PROVISIONED and no autoscaling target follows the load";
  },
});

/** The names of tables that a scaling target names by text: table/orders, or an interpolation of one. */
const scaledTables = perGraph((graph) => {
  const ids = graph.ofType(APPAUTOSCALING_TARGET).map((target) => target.raw("resourceId"));
  return new Set<unknown>(ids.flatMap((id) => (typeof id === "string" ? id.split(/[/.${}]/) : [])));
});
