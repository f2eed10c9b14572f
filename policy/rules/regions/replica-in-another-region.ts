import { some } from "../../../resources/three-valued";
import { stackOf, standbysOf } from "../../../resources/topology";
import { RDS_INSTANCE } from "../../../resources/types";
import { isRemoteReplica, isReplica, sourceOf } from "../../facts/database-replicas";
import { defineRule } from "../../rule";

export default defineRule({
  description: "Every database of the active region has a replica in a standby region.",
  rationale: "Without one, the data since the last copied backup is lost with the region.",
  severity: "critical",
  category: "recovery across regions",
  remediation: "Add a database in the standby region whose replication source is the ARN of the active one.",
  frameworks: {},
  types: [RDS_INSTANCE],
  scope: "graph",
  check(database, { graph }) {
    if (isReplica(database)) {
      return isRemoteReplica(database, graph) ? undefined : "its source lies in its own region";
    }
    if (!stackOf(database, graph, "active")) return undefined;
    const replicas = standbysOf(graph)
      .flatMap(({ resources }) => resources)
      .filter((resource) => resource.type === RDS_INSTANCE && isReplica(resource));
    return some(replicas, (replica) => sourceOf(replica, graph) === database)
      ? undefined
      : "no standby region has a replica of it";
  },
});
