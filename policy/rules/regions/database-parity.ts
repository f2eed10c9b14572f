import { z } from "zod";
import type { Estate } from "../../estate/estate";
import type { Resource } from "../../estate/resource";
import { each } from "../../estate/three-valued";
import { defineRule } from "../../rule";
import { isRemoteReplica, sourceOf } from "./replicas";

const properties = ["engine", "engineVersion", "instanceClass"] as const;
const parameterProperties = ["family", "parameters"] as const;
type Property = (typeof properties)[number] | (typeof parameterProperties)[number];

export const databaseParity = defineRule({
  name: "database-parity",
  what: "A replica is the equal of its source: engine version, instance class, parameters.",
  why: "A smaller or differently configured database shows it under full load, after the promotion.",
  severity: "high",
  concern: "recovery across regions",
  remediation: "Give both the same engineVersion, instanceClass and parameters, or list the difference as allowed.",
  frameworks: {},
  types: ["aws:rds/instance:Instance"],
  scope: "estate",
  parameters: z.object({
    allowed: z
      .array(z.enum(["engine", "engineVersion", "instanceClass", "family", "parameters"]))
      .default([])
      .describe("what may differ"),
  }),
  check(database, { estate, parameters }) {
    if (!isRemoteReplica(database, estate)) return undefined;
    const source = sourceOf(database, estate);
    const compared = [...properties, ...parameterProperties].filter(
      (property) => !parameters.allowed.includes(property),
    );
    const [own, theirs] = [facts(database, estate), facts(source, estate)];
    return each(compared, (property) => {
      const [mine, other] = [own(property), theirs(property)];
      // A replica that states none has its source's.
      if (mine === undefined || mine === other) return undefined;
      return `${property} is ${mine}, its source's ${other ?? "not set"}`;
    });
  },
});

/** What a database has of each property; of its parameter group, where that is in view. */
function facts(database: Resource, estate: Estate): (property: Property) => string | undefined {
  const [group] = estate.namedBy(database, "parameterGroupName", "aws:rds/parameterGroup:ParameterGroup");
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
