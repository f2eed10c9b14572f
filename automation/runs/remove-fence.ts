import { UserError } from "../../errors";
import type { DeployedSystem } from "../deployment";
import { notStarted, ON_AWS, type RunSurroundings } from "./ports";
import type { UnfenceOptions, UnfenceResult } from "./types";

/**
 * Removes the fence of a region's network: the rules of its network ACLs that deny the database's port to the region's own instances.
 * @throws UserError when the region is unknown, or must stay fenced: its database is a former primary, or a run is under way
 */
export async function removeFence(
  { deployment }: Pick<DeployedSystem, "deployment">,
  { region, confirm }: UnfenceOptions,
  surroundings: RunSurroundings = ON_AWS,
): Promise<UnfenceResult> {
  if (!(region in deployment.regions)) {
    const known = Object.keys(deployment.regions).join(", ");
    throw new UserError(`--region: got ${region}, which is not in the topology; name one of ${known}`);
  }
  const ports = surroundings.ports(deployment, region);
  await surroundings.checkCredentials(region).catch(notStarted);
  const { active, epoch, quarantined, writes } = await ports.lease.read().catch(notStarted);
  if (quarantined.includes(region)) {
    throw new UserError(
      `${region}: stays fenced: its database is a former primary, and the controller of ${active} would fence it again within a minute; rebuild it first: redoubt failback --to ${region}`,
    );
  }
  if (writes === "held") {
    throw new UserError(`${region}: stays fenced: a run holds writes (epoch ${epoch}); see redoubt status`);
  }
  await confirm?.({
    region,
    lines: [
      `remove the fence of ${region}: its instances reach its database again (epoch ${epoch}, ${active} is active)`,
    ],
    resumed: false,
  });
  await ports.fencing.release(region, epoch).catch((error: Error) => {
    throw new UserError(`${region}: not released: ${error.message}; run the same command again`);
  });
  return { region, epoch, active };
}
