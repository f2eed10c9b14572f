import { isSeq } from "yaml";
import { parseConfig } from "../../config/parse";
import { readProject } from "../../preview/project";
import { editProjectFile } from "../reconcile/edit-project-file";

/**
 * Moves a region from `redoubt:regions` to `redoubt:abandoned` in the project's file, and ends its quarantine there. Comments stay.
 * @throws UserError when the result would not be a valid configuration; the file then stays as it was
 */
export function recordAbandoned(file: string, region: string): void {
  const config = parseConfig(readProject(file).config());
  const entry = config.regions[region];
  if (entry === undefined) return;
  editProjectFile(file, (document) => {
    document.deleteIn(["config", "redoubt:regions", "value", region]);
    const { cidr, network, stack } = entry;
    const place = network
      ? { network: { vpcId: network.vpcId, databaseSubnetIds: network.databaseSubnetIds } }
      : { cidr };
    const abandoned = document.createNode({ ...config.abandoned, [region]: { stack, ...place } });
    document.setIn(["config", "redoubt:abandoned"], document.createNode({ value: abandoned }));
    const quarantined = document.getIn(["config", "redoubt:quarantined", "value"]);
    if (isSeq(quarantined)) {
      const index = (quarantined.toJSON() as string[]).indexOf(region);
      if (index >= 0) quarantined.delete(index);
    }
  });
}
