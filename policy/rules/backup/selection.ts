import type { Estate } from "../../estate/estate";
import type { Resource } from "../../estate/resource";
import { some } from "../../estate/three-valued";

const selectionType = "aws:backup/selection:Selection";

/** Whether a backup selection in view names the resource, all of its kind, or a tag of the resource. */
export function inBackupPlan(resource: Resource, estate: Estate): boolean {
  if (estate.referringTo(resource, selectionType, "resources").length > 0) return true;
  const service = resource.type.split(/[:/]/)[1];
  const covering = new Set(["*", "arn:aws:*", `arn:aws:${service}:*`]);
  return some(
    estate.ofType(selectionType),
    (selection) =>
      selection
        .list("resources")
        .some((pattern) => covering.has(String(pattern.raw("")).replace(/(:\*)+(:\w+[:/]\*)?$/, ":*"))) ||
      some(selection.list("selectionTags"), (tag) => {
        const key = tag.text("key");
        return key !== undefined && resource.block("tags")?.text(key) === tag.text("value");
      }),
  );
}
