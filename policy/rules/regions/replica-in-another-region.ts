import { some } from "../../../resources/three-valued";
import { stackOf, standbysOf } from "../../../resources/topology";
import { RDS_INSTANCE } from "../../../resources/types";
import { isRemoteReplica, isReplica, sourceOf } from "../../facts/database-replicas";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A database replica lies in another region than its source, and every active database has one.",
  rationale: "A replica beside its source is lost with it.",
  severity: "critical",
  category: "recovery across regions",
  remediation: "Give the standby region an instance whose replicateSourceDb is the ARN of the active one.",
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
