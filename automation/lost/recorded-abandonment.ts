import { isSeq } from "yaml";
import { parseConfig } from "../../config/parse";
import type { RegionConfig } from "../../config/schema";
import { readProject } from "../../preview/project";
import { editProjectFile } from "../reconcile/edit-project-file";

/** Where the primaries of the key and the secret are after a region is abandoned. */
interface Primaries {
  /** Regions that keep a replica of a lost primary key, each with the primary's ARN. */
  readonly detachedKeys: Readonly<Record<string, string>>;
  /** The region of the primary secret; undefined when there is none. */
  readonly secretRegion?: string;
}

/** How an abandoned region is found when it answers again. A third site has no network. */
function abandonedEntry(entry: RegionConfig | undefined): object {
  if (entry === undefined) return {};
  const { cidr, network, stack } = entry;
  if (network === undefined) return { stack, cidr };
  return { stack, network: { vpcId: network.vpcId, databaseSubnetIds: network.databaseSubnetIds } };
}

/**
 * Moves a region from `redoubt:regions` to `redoubt:abandoned` in the project's file, or adds a third site there, and ends its quarantine
 * there. Comments stay.
 * @throws UserError when the result would not be a valid configuration; the file then stays as it was
 */
export function recordAbandoned(file: string, region: string, { detachedKeys, secretRegion }: Primaries): void {
  const config = parseConfig(readProject(file).config());
  const entry = config.regions[region];
  if (entry === undefined && region in config.abandoned) return;
  editProjectFile(file, (document) => {
    const set = (key: string, value: unknown) => {
      document.setIn(["config", `redoubt:${key}`], document.createNode(value));
    };
    if (entry !== undefined) document.deleteIn(["config", "redoubt:regions", "value", region]);
    if (config.thirdSite === region) document.deleteIn(["config", "redoubt:thirdSite"]);
    const abandoned = document.createNode({ ...config.abandoned, [region]: abandonedEntry(entry) });
    document.setIn(["config", "redoubt:abandoned"], document.createNode({ value: abandoned }));
    if (config.homeRegion === region) document.deleteIn(["config", "redoubt:homeRegion"]);
    const { [region]: _, ...detached } = { ...config.detachedKeys, ...detachedKeys };
    if (Object.keys(detached).length > 0) set("detachedKeys", { value: detached });
    else document.deleteIn(["config", "redoubt:detachedKeys"]);
    // By default it is with the primary key.
    if (secretRegion !== undefined && (config.homeRegion === region || config.homeRegion !== secretRegion)) {
      set("secretRegion", secretRegion);
    }
    const quarantined = document.getIn(["config", "redoubt:quarantined", "value"]);
    if (isSeq(quarantined)) {
      const index = (quarantined.toJSON() as string[]).indexOf(region);
      if (index >= 0) quarantined.delete(index);
    }
  });
}
