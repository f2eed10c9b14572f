import type { Resource } from "../../../resources/resource";
import type { ResourceGraph } from "../../../resources/resource-graph";
import { each, Undecided } from "../../../resources/three-valued";
import { RDS_INSTANCE } from "../../../resources/types";
import { isRemoteReplica, sourceOf } from "../../facts/database-replicas";
import { defineRule } from "../../rule";

const guards = ["multiAz", "deletionProtection"];

export default defineRule({
  description: "A replica in another region is as safe as its source: backups, a second zone, deletion protection.",
  rationale: "Promotion makes it the primary within minutes: there is no time to add what it lacks.",
  severity: "high",
  category: "recovery across regions",
  remediation: "Set backupRetentionPeriod above 0, multiAz: true and deletionProtection: true on the replica too.",
  frameworks: {},
  types: [RDS_INSTANCE],
  scope: "graph",
  check(database, { graph }) {
    if (!isRemoteReplica(database, graph)) return undefined;
    if ((database.number("backupRetentionPeriod") ?? 0) <= 0)
      return "backupRetentionPeriod is 0: once promoted it could have no replica";
    const source = inView(database, graph);
    return each(guards, (guard) =>
      database.flag(guard) !== true && source?.flag(guard) !== false ? `${guard} is not true` : undefined,
    );
  },
});

/** The source; undefined where it is not in view, which excuses nothing. */
function inView(replica: Resource, graph: ResourceGraph): Resource | undefined {
  try {
    return sourceOf(replica, graph);
  } catch (error) {
    if (error instanceof Undecided) return undefined;
    throw error;
  }
}
