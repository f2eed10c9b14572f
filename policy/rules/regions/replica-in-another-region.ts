import { some } from "../../../resources/three-valued";
import { siteOf, standbysOf } from "../../../resources/topology";
import { DYNAMODB_TABLE, RDS_CLUSTER, RDS_INSTANCE } from "../../../resources/types";
import { globalMembers, primaryOf } from "../../facts/aurora";
import { isReplica } from "../../facts/database-replicas";
import { hasBackupsElsewhere, hasCopyIn } from "../../facts/regional-copies";
import { defineRule } from "../../rule";

export default defineRule({
  description:
    "Every database and table of the active region has a replica, or copies of its backups, in a standby region.",
  rationale: "Data in a single region is lost with that region.",
  severity: "critical",
  category: "recovery across regions",
  remediation:
    "Add a replica in the standby region (replicateSourceDb, a global cluster, or replicas of a table), or copy its backups there.",
  frameworks: {},
  types: [RDS_INSTANCE, RDS_CLUSTER, DYNAMODB_TABLE],
  scope: "graph",
  comparesRegions: true,
  check(resource, { graph }) {
    const members = resource.type === RDS_CLUSTER ? globalMembers(resource, graph) : [];
    const primary = members.length > 1 ? primaryOf(resource, graph) : undefined;
    if (primary && members.every(({ region }) => region === primary.region))
      return `it is in ${resource.region}, the region of its primary ${primary.name}`;
    const site = siteOf(resource, graph, "active");
    if (!site || isReplica(resource)) return undefined;
    const regions = new Set(standbysOf(graph).map(({ region }) => region));
    const copied = some([...regions], (region) => hasCopyIn(region, resource, graph));
    if (copied || hasBackupsElsewhere(resource, graph)) return undefined;
    return `no standby region has a replica of it, or copies of its backups`;
  },
});
