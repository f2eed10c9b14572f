import type { PreviewDocument } from "../../preview/document";
import { Estate } from "./estate";

/** The resources of all the stacks in a preview document, together: what spans regions is seen whole. */
export function estateOfPreview(document: Pick<PreviewDocument, "stacks">): Estate {
  return new Estate(
    document.stacks.flatMap(({ stack, role, region, resources }) =>
      resources.map((resource) => ({ ...resource, stack, role, stackRegion: region })),
    ),
  );
}
