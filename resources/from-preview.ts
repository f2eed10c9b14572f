import type { PreviewDocument } from "../preview/document";
import { ResourceGraph } from "./resource-graph";

/** The resources of all the stacks in a preview document, together: what spans regions is seen whole. */
export function graphOfPreview(document: Pick<PreviewDocument, "stacks">): ResourceGraph {
  return new ResourceGraph(
    document.stacks.flatMap(({ stack, role, region, resources }) =>
      resources.map((resource) => ({ ...resource, stack, role, stackRegion: region })),
    ),
  );
}
