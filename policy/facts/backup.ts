import type { Resource } from "../../resources/resource";
import { perGraph, type ResourceGraph } from "../../resources/resource-graph";
import { Undecided } from "../../resources/three-valued";
import { BACKUP_SELECTION } from "../../resources/types";

/** Whether a backup selection in view names the resource, all of its kind, or a tag of the resource. */
export function inBackupPlan(resource: Resource, graph: ResourceGraph): boolean {
  if (graph.referringTo(resource, BACKUP_SELECTION, "resources").length > 0) return true;
  const { services, tags, unknown } = selected(graph);
  if (services.has("*") || services.has(resource.type.split(/[:/]/)[1] ?? "")) return true;
  const own = Object.entries(Object(resource.raw("tags") ?? {}));
  if (own.some(([key, value]) => tags.has(`${key}=${value}`))) return true;
  if (unknown !== undefined) throw new Undecided(unknown);
  return false;
}

/** What the selections take in beside single resources: whole services, "*" for all, and tags. */
const selected = perGraph((graph) => {
  const services = new Set<string>();
  const tags = new Set<string>();
  let unknown: string | undefined;
  for (const selection of graph.ofType(BACKUP_SELECTION)) {
    try {
      for (const pattern of selection.list("resources")) {
        // "*", "arn:aws:rds:*", "arn:aws:rds:*:*:db:*"
        const [, service] = /^(?:arn:[\w-]+:)?(\w+|\*)(?::\*)*(?::\w+[:/]\*)?$/.exec(String(pattern.raw(""))) ?? [];
        if (service !== undefined) services.add(service);
      }
      for (const tag of selection.list("selectionTags")) tags.add(`${tag.text("key")}=${tag.text("value")}`);
    } catch (error) {
      if (!(error instanceof Undecided)) throw error;
      unknown = `${selection.name}.${error.what}`;
    }
  }
  return { services, tags, unknown };
});
