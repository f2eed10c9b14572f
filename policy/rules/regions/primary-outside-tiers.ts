import { perGraph } from "../../../resources/resource-graph";
import { topologyOf } from "../../../resources/topology";
import { KMS_KEY, KMS_REPLICA_KEY, SECRETSMANAGER_SECRET } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description:
    "The primary of a multi-Region key or replicated secret is in a region without a tier, where the system uses such a region.",
  rationale:
    "Replicas can be added and changed only through the primary. When its region is lost, a new standby needs another key, and the secret has to be detached.",
  severity: "low",
  category: "recovery across regions",
  remediation:
    "Create the key or secret in the third region, with replicas in the regions of the tiers; move an existing key with UpdatePrimaryRegion.",
  frameworks: {},
  types: [KMS_KEY, SECRETSMANAGER_SECRET],
  scope: "graph",
  comparesRegions: true,
  check(primary, { graph }) {
    const isReplicated =
      primary.type === KMS_KEY
        ? primary.flag("multiRegion") === true &&
          graph.referringTo(primary, KMS_REPLICA_KEY, "primaryKeyArn").length > 0
        : primary.list("replicas").length > 0;
    const { tiers, others } = regionsOf(graph);
    if (!isReplicated || primary.region === null || !tiers.has(primary.region) || others.size === 0) return undefined;
    return `its primary is in ${primary.region}, which hosts a tier; ${[...others].sort().join(" or ")} hosts none`;
  },
});

/** The regions that host a tier, and the others that the system uses. */
const regionsOf = perGraph((graph) => {
  const { active, standbys } = topologyOf(graph);
  const tiers = new Set([...(active ? [active] : []), ...standbys].map(({ region }) => region));
  const used = graph.resources.flatMap(({ type, region }) =>
    type.startsWith("aws:") && region !== null ? [region] : [],
  );
  return { tiers, others: new Set(used.filter((region) => !tiers.has(region))) };
});
