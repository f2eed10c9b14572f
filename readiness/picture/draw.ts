import type { Picture } from "../document";
import { layOut } from "./layout";
import { renderSvg } from "./svg";

/** The picture as an SVG that stands alone. */
export async function drawPicture(picture: Picture): Promise<string> {
  return renderSvg(picture, await layOut(picture));
}
