import { z } from "zod";
import type { Resource } from "../../../resources/resource";
import type { ResourceGraph } from "../../../resources/resource-graph";
import { each } from "../../../resources/three-valued";
import { RDS_CLUSTER, RDS_CLUSTER_PARAMETER_GROUP, RDS_INSTANCE, RDS_PARAMETER_GROUP } from "../../../resources/types";
import { instancesOf, primaryOf } from "../../facts/aurora";
import { isRemoteReplica, sourceOf } from "../../facts/database-replicas";
import { defineRule } from "../../rule";

const PROPERTIES = ["engine", "engineVersion", "instanceClass", "maxCapacity", "family", "parameters"] as const;
type Property = (typeof PROPERTIES)[number];

/**
 * A parameter that a primary has alone: in a secondary's group it would make the secondary pause commits once it is promoted (Aurora User
 * Guide, "Managing RPOs for Aurora PostgreSQL-based global databases").
 */
const OF_THE_PRIMARY = "rds.global_db_rpo";

export default defineRule({
  description: "A cross-region replica has the engine version, instance class and parameters of its source.",
  rationale: "A smaller or differently configured database fails under full load, after the promotion.",
  severity: "high",
  category: "recovery across regions",
  remediation: ({ allowed }) =>
    `Use the same engineVersion, instanceClass and parameters for both (of Aurora, the same instance classes or Serverless maxCapacity), or list the difference in ${allowed}.`,
  frameworks: {},
  types: [RDS_INSTANCE, RDS_CLUSTER],
  scope: "graph",
  parameters: z.object({
    allowed: z.array(z.enum(PROPERTIES)).default([]).describe("what may differ"),
  }),
  check(database, { graph, parameters }) {
    const source = sourceInAnotherRegion(database, graph);
    if (!source) return undefined;
    const compared = PROPERTIES.filter((property) => !parameters.allowed.includes(property));
    return each(compared, (property) => {
      const [own, theirs] = [settingOf(property, database, graph), settingOf(property, source, graph)];
      // A replica without a value has its source's.
      if (own === undefined || own === theirs) return undefined;
      return `${property} is ${own}, its source's ${theirs ?? "not set"}`;
    });
  },
});

/** The instance or the primary cluster that the database replicates; undefined for one that replicates nothing of another region. */
function sourceInAnotherRegion(database: Resource, graph: ResourceGraph): Resource | undefined {
  if (database.type === RDS_INSTANCE) return isRemoteReplica(database, graph) ? sourceOf(database, graph) : undefined;
  const primary = primaryOf(database, graph);
  return primary && primary.region !== database.region ? primary : undefined;
}

function settingOf(property: Property, database: Resource, graph: ResourceGraph): string | undefined {
  switch (property) {
    case "family":
      return parameterGroupOf(database, graph)?.text("family");
    case "parameters":
      return parameterGroupOf(database, graph)
        ?.list("parameters")
        .filter((parameter) => parameter.text("name") !== OF_THE_PRIMARY)
        .map((parameter) => `${parameter.text("name")}=${parameter.text("value")}`)
        .sort()
        .join(", ");
    case "maxCapacity":
      return database.text("serverlessv2ScalingConfiguration.maxCapacity");
    case "instanceClass":
      return database.type === RDS_CLUSTER ? classesOf(database, graph) : database.text("instanceClass");
    default:
      return database.text(property);
  }
}

function parameterGroupOf(database: Resource, graph: ResourceGraph): Resource | undefined {
  return database.type === RDS_CLUSTER
    ? graph.namedBy(database, "dbClusterParameterGroupName", RDS_CLUSTER_PARAMETER_GROUP)[0]
    : graph.namedBy(database, "parameterGroupName", RDS_PARAMETER_GROUP)[0];
}

/** The instance classes of a cluster; undefined where it has no instance. */
function classesOf(cluster: Resource, graph: ResourceGraph): string | undefined {
  const classes = new Set(instancesOf(cluster, graph).map((instance) => instance.text("instanceClass")));
  return classes.size === 0 ? undefined : [...classes].sort().join(", ");
}
