import { z } from "zod";
import type { Resource } from "../../../resources/resource";
import type { ResourceGraph } from "../../../resources/resource-graph";
import { each } from "../../../resources/three-valued";
import { RDS_INSTANCE, RDS_PARAMETER_GROUP } from "../../../resources/types";
import { isRemoteReplica, sourceOf } from "../../facts/database-replicas";
import { defineRule } from "../../rule";

const PROPERTIES = ["engine", "engineVersion", "instanceClass"] as const;
const PARAMETER_PROPERTIES = ["family", "parameters"] as const;
type Property = (typeof PROPERTIES)[number] | (typeof PARAMETER_PROPERTIES)[number];

export default defineRule({
  description: "A cross-region replica has the engine version, instance class and parameters of its source.",
  rationale: "A smaller or differently configured database fails under full load, after the promotion.",
  severity: "high",
  category: "recovery across regions",
  remediation: ({ allowed }) =>
    `Use the same engineVersion, instanceClass and parameters for both, or list the difference in ${allowed}.`,
  frameworks: {},
  types: [RDS_INSTANCE],
  scope: "graph",
  parameters: z.object({
    allowed: z
      .array(z.enum(["engine", "engineVersion", "instanceClass", "family", "parameters"]))
      .default([])
      .describe("what may differ"),
  }),
  check(database, { graph, parameters }) {
    if (!isRemoteReplica(database, graph)) return undefined;
    const source = sourceOf(database, graph);
    const compared = [...PROPERTIES, ...PARAMETER_PROPERTIES].filter(
      (property) => !parameters.allowed.includes(property),
    );
    const [own, theirs] = [facts(database, graph), facts(source, graph)];
    return each(compared, (property) => {
      const [mine, other] = [own(property), theirs(property)];
      // A replica without a value has its source's.
      if (mine === undefined || mine === other) return undefined;
      return `${property} is ${mine}, its source's ${other ?? "not set"}`;
    });
  },
});

/** A database's value of each property, and of its parameter group's if that is in the graph. */
function facts(database: Resource, graph: ResourceGraph): (property: Property) => string | undefined {
  const [group] = graph.namedBy(database, "parameterGroupName", RDS_PARAMETER_GROUP);
  return (property) => {
    if (property === "family") return group?.text("family");
    if (property !== "parameters") return database.text(property);
    return group
      ?.list("parameters")
      .map((parameter) => `${parameter.text("name")}=${parameter.text("value")}`)
      .sort()
      .join(", ");
  };
}
