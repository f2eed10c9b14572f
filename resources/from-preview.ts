import type { PreviewDocument } from "../preview/document";
import type { ResourceRecord } from "./resource";
import { ResourceGraph } from "./resource-graph";

/** The resources of all stacks in a preview document, together, so that rules across regions see all regions. */
export function graphOfPreview(document: Pick<PreviewDocument, "stacks">): ResourceGraph {
  return new ResourceGraph(recordsOfPreview(document));
}

/** The records of all stacks in a preview document. */
export function recordsOfPreview(document: Pick<PreviewDocument, "stacks">): ResourceRecord[] {
  return document.stacks.flatMap(({ stack, role, region, resources }) =>
    resources.map((resource) => ({ ...resource, stack, role, stackRegion: region })),
  );
}
