import type { Diagram } from "../document";
import { layOut } from "./layout";
import { renderSvg } from "./svg";

/** Lays out the diagram and renders it as a self-contained SVG. */
export async function drawDiagram(diagram: Diagram): Promise<string> {
  return renderSvg(diagram, await layOut(diagram));
}
