import { readFileSync, writeFileSync } from "node:fs";
import { isMap, isSeq, parseDocument } from "yaml";
import { parseConfig } from "../../config/parse";
import { UserError } from "../../errors";
import { readProject } from "../../preview/project";

/**
 * Moves a region from `redoubt:regions` to `redoubt:abandoned` in the project's file, and ends its quarantine there. Comments stay.
 * @throws UserError when the result would not be a valid configuration; the file then stays as it was
 */
export function recordAbandoned(file: string, region: string): void {
  const before = readFileSync(file, "utf8");
  const config = parseConfig(readProject(file).config());
  const entry = config.regions[region];
  if (entry === undefined) return;
  const document = parseDocument(before);
  document.deleteIn(["config", "redoubt:regions", "value", region]);
  const abandoned = document.createNode({ ...config.abandoned, [region]: { stack: entry.stack, cidr: entry.cidr } });
  document.setIn(["config", "redoubt:abandoned"], document.createNode({ value: abandoned }));
  const quarantined = document.getIn(["config", "redoubt:quarantined", "value"]);
  if (isSeq(quarantined)) {
    const index = (quarantined.toJSON() as string[]).indexOf(region);
    if (index >= 0) quarantined.delete(index);
  }
  writeFileSync(file, document.toString({ lineWidth: 0 }));
  try {
    if (!isMap(document.get("config"))) throw new UserError(`${file}: has no config`);
    parseConfig(readProject(file).config());
  } catch (error) {
    writeFileSync(file, before);
    throw error;
  }
}
