import type { RedoubtConfig } from "../../config/parse";
import { unansweredRegions } from "../../failover/adapters/aws/unanswered";

/**
 * Regions of the configuration that do not answer and are not named as lost. Where none of them answers, the fault is taken to be this
 * machine's network, and only regions that a failover left are returned.
 * @param unanswered replaces AWS in tests
 */
export async function silentRegions(
  {
    leaseRegions,
    lost,
    quarantined,
    regions,
  }: Pick<RedoubtConfig, "leaseRegions" | "lost" | "quarantined" | "regions">,
  unanswered: (regions: readonly string[]) => Promise<readonly string[]> = unansweredRegions,
): Promise<string[]> {
  const suspects = [...new Set([...Object.keys(regions), ...leaseRegions])].filter((region) => !lost.includes(region));
  const silent = await unanswered(suspects);
  return suspects.filter(
    (region) => silent.includes(region) && (silent.length < suspects.length || quarantined.includes(region)),
  );
}

/** What an operator can do about a region that does not answer. */
export function lostOffer(
  region: string,
  { activeRegion, quarantined }: Pick<RedoubtConfig, "activeRegion" | "quarantined">,
  command: string,
): string {
  if (region === activeRegion)
    return `${region} does not answer, and is active. If it is lost, fail over: redoubt failover --to REGION`;
  const left = quarantined.includes(region) ? ", and a failover left it" : "";
  return `${region} does not answer${left}. If it is lost, cancel and run redoubt ${command} --lost ${region}`;
}
