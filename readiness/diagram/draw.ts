import type { Diagram } from "../document";
import { layOut } from "./layout";
import { renderSvg } from "./svg";

/** The diagram as an SVG that stands alone. */
export async function drawDiagram(diagram: Diagram): Promise<string> {
  return renderSvg(diagram, await layOut(diagram));
}
