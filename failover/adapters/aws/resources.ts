import type { Deployment, RegionResources } from "../../deployment";
import { Refused } from "../../protocol/ports";

/**
 * What the region's own stack deployed.
 * @throws Refused when the region is unknown here, or only by name
 */
export function resourcesOf(deployment: Deployment, region: string): RegionResources {
  const known = deployment.regions[region];
  if (known?.own) return known.own;
  throw new Refused(
    known
      ? `region ${region}: its resources are not known here; a controller acts for its own region alone`
      : `region ${region}: not deployed; deployed are ${Object.keys(deployment.regions).join(", ")}`,
  );
}
