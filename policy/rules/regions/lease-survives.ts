import { z } from "zod";
import { topologyOf } from "../../../resources/topology";
import { DYNAMODB_TABLE } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description:
    "The lease table is strongly consistent across three regions, with at most one standby region among them, and has point-in-time recovery and deletion protection.",
  rationale:
    "The lease decides which region may write. It must survive the loss of any region and must never have two values.",
  severity: "critical",
  category: "recovery across regions",
  remediation: ({ lease }) =>
    `Give the lease table (the parameter ${lease} matches its name) two replicas, or one replica and a witness, with consistencyMode: "STRONG", one of them in a third region, and enable pointInTimeRecovery and deletionProtectionEnabled.`,
  frameworks: {},
  types: [DYNAMODB_TABLE],
  scope: "graph",
  parameters: z.object({
    lease: z
      .string()
      .default("")
      .describe(
        "regular expression for the logical name of a lease table; those of the LeaseTable component need none",
      ),
  }),
  check(table, { graph, parameters }) {
    const configured = parameters.lease !== "" && new RegExp(parameters.lease).test(table.name);
    if (!configured && !table.urn.includes("redoubt:index:LeaseTable$")) return undefined;
    const replicas = table.list("replicas");
    const eventual = replicas
      .filter((replica) => replica.text("consistencyMode") !== "STRONG")
      .map((replica) => replica.text("regionName"));
    if (eventual.length > 0) return `its replica in ${eventual.join(", ")} is not strongly consistent`;
    const regions = [
      table.region,
      ...replicas.map((replica) => replica.text("regionName")),
      table.text("globalTableWitness.regionName"),
    ];
    const places = new Set(regions.filter((region) => region !== undefined && region !== null));
    if (places.size !== 3) return `it is in ${[...places].join(", ")}: only three regions survive the loss of one`;
    const standbys = topologyOf(graph).standbys.filter(({ region }) => places.has(region));
    if (standbys.length > 1) return `${standbys.map(({ region }) => region).join(" and ")} are both standbys`;
    if (table.flag("pointInTimeRecovery.enabled") !== true) return "pointInTimeRecovery is not enabled";
    return table.flag("deletionProtectionEnabled") === true ? undefined : "deletionProtectionEnabled is not true";
  },
});
