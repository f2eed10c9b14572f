import type { Estate } from "../../estate/estate";
import type { Resource } from "../../estate/resource";
import { some } from "../../estate/three-valued";

const selectionType = "aws:backup/selection:Selection";

/** Whether a backup selection in view names the resource, everything, or a tag of the resource. */
export function inBackupPlan(resource: Resource, estate: Estate): boolean {
  if (estate.referringTo(resource, selectionType, "resources").length > 0) return true;
  return some(
    estate.ofType(selectionType),
    (selection) =>
      selection.texts("resources").includes("*") ||
      some(selection.list("selectionTags"), (tag) => {
        const key = tag.text("key");
        return key !== undefined && resource.block("tags")?.text(key) === tag.text("value");
      }),
  );
}
