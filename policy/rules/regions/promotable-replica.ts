import type { Resource } from "../../../resources/resource";
import type { ResourceGraph } from "../../../resources/resource-graph";
import { each, Undecided } from "../../../resources/three-valued";
import { RDS_INSTANCE } from "../../../resources/types";
import { isRemoteReplica, sourceOf } from "../../facts/database-replicas";
import { defineRule } from "../../rule";

const guards = ["multiAz", "deletionProtection"];

export default defineRule({
  description: "A cross-region replica has backups, Multi-AZ and deletion protection, as its source has.",
  rationale: "A failover promotes the replica within minutes. There is no time to add what is missing.",
  severity: "high",
  category: "recovery across regions",
  remediation: "Set backupRetentionPeriod to at least 1, multiAz: true and deletionProtection: true on the replica.",
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
