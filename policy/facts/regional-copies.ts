import { regionOfArn } from "../../resources/region-of";
import type { Resource } from "../../resources/resource";
import type { ResourceGraph } from "../../resources/resource-graph";
import { some } from "../../resources/three-valued";
import { BACKUP_PLAN, BACKUP_VAULT, RDS_INSTANCE_AUTOMATED_BACKUPS_REPLICATION } from "../../resources/types";
import { selectionsOf } from "./backup";

/** Whether backups of a resource are copied to another region: recovery by backup and restore, without a replica. */
export function hasBackupsElsewhere(resource: Resource, graph: ResourceGraph): boolean {
  const replications = graph.referringTo(resource, RDS_INSTANCE_AUTOMATED_BACKUPS_REPLICATION, "sourceDbInstanceArn");
  if (replications.some(({ region }) => region !== resource.region)) return true;
  return some(selectionsOf(resource, graph), (selection) =>
    some(graph.namedBy(selection, "planId", BACKUP_PLAN), (plan) => copiesElsewhere(plan, resource, graph)),
  );
}

function copiesElsewhere(plan: Resource, resource: Resource, graph: ResourceGraph): boolean {
  return plan.list("rules").some((rule, index) =>
    rule.list("copyActions").some((_, copy) => {
      const path = `rules.${index}.copyActions.${copy}.destinationVaultArn`;
      const arn = plan.raw(path);
      const named = typeof arn === "string" ? regionOfArn(arn) : undefined;
      if (named !== undefined) return named !== resource.region;
      return graph.namedBy(plan, path, BACKUP_VAULT).some(({ region }) => region !== resource.region);
    }),
  );
}
