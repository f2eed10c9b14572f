import { perEstate } from "../../estate/estate";
import { defineRule } from "../../rule";

export const dynamodbScales = defineRule({
  name: "dynamodb-scales",
  what: "A table's capacity follows its load.",
  why: "A table of fixed capacity throttles its clients when a failover brings it all the load.",
  severity: "medium",
  concern: "operations",
  remediation: 'Set billingMode: "PAY_PER_REQUEST", or scale its capacity with an autoscaling target.',
  frameworks: {
    awsConfig: ["dynamodb-autoscaling-enabled"],
    securityHub: ["DynamoDB.1"],
    checkov: ["CKV2_AWS_16"],
    cdkNag: ["HIPAA.Security-DynamoDBAutoScalingEnabled", "NIST.800.53.R5-DynamoDBAutoScalingEnabled"],
  },
  types: ["aws:dynamodb/table:Table"],
  scope: "estate",
  check(table, { estate }) {
    if (table.text("billingMode") === "PAY_PER_REQUEST") return undefined;
    const scaled =
      estate.referringTo(table, "aws:appautoscaling/target:Target", "resourceId").length > 0 ||
      [table.raw("name"), table.name].some((name) => scaledTables(estate).has(name));
    return scaled ? undefined : "billingMode is PROVISIONED and no autoscaling target follows the load";
  },
});

/** The names of tables that a scaling target names by text: table/orders, or an interpolation of one. */
const scaledTables = perEstate((estate) => {
  const ids = estate.ofType("aws:appautoscaling/target:Target").map((target) => target.raw("resourceId"));
  return new Set<unknown>(ids.flatMap((id) => (typeof id === "string" ? id.split(/[/.${}]/) : [])));
});
