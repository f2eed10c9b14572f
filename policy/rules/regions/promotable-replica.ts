import { z } from "zod";
import type { Resource } from "../../../resources/resource";
import type { ResourceGraph } from "../../../resources/resource-graph";
import { each, Undecided } from "../../../resources/three-valued";
import { RDS_CLUSTER, RDS_INSTANCE } from "../../../resources/types";
import { instancesOf, primaryOf } from "../../facts/aurora";
import { isRemoteReplica, sourceOf } from "../../facts/database-replicas";
import { defineRule } from "../../rule";

const PROTECTIONS = ["multiAz", "deletionProtection"];

export default defineRule({
  description:
    "A cross-region replica has backups, Multi-AZ and deletion protection, as its source has, and an instance to promote.",
  rationale: "A failover promotes the replica within minutes. There is no time to add what is missing.",
  severity: "high",
  category: "recovery across regions",
  remediation: ({ headless }) =>
    `Set backupRetentionPeriod to at least 1, multiAz: true and deletionProtection: true on the replica, and add an instance to an Aurora secondary. Declare a secondary without instances with ${headless}: true.`,
  frameworks: {},
  types: [RDS_INSTANCE, RDS_CLUSTER],
  scope: "graph",
  parameters: z.object({
    headless: z.boolean().default(false).describe("whether an Aurora secondary may have no instance until a failover"),
  }),
  check(database, { graph, parameters }) {
    if (database.type === RDS_CLUSTER) {
      const primary = primaryOf(database, graph);
      if (!primary || primary.region === database.region) return undefined;
      if (!parameters.headless && instancesOf(database, graph).length === 0)
        return "it has no instance: a failover would have nothing to serve from";
      return database.flag("deletionProtection") !== true && primary.flag("deletionProtection") !== false
        ? "deletionProtection is not true"
        : undefined;
    }
    if (!isRemoteReplica(database, graph)) return undefined;
    if ((database.number("backupRetentionPeriod") ?? 0) <= 0)
      return "backupRetentionPeriod is 0: once promoted, it cannot have a replica";
    const source = inView(database, graph);
    return each(PROTECTIONS, (property) =>
      database.flag(property) !== true && source?.flag(property) !== false ? `${property} is not true` : undefined,
    );
  },
});

/** The source; undefined where the graph does not contain it. */
function inView(replica: Resource, graph: ResourceGraph): Resource | undefined {
  try {
    return sourceOf(replica, graph);
  } catch (error) {
    if (error instanceof Undecided) return undefined;
    throw error;
  }
}
