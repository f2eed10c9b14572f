import { STRONG_CONSISTENCY_SETS } from "../../config/aws/limits";
import { isEuropean } from "../../config/aws/regions";

/** Number of lease regions. */
const LEASE_REGIONS = 3;
/** Names of the first regions' stacks. Further stacks have the names of their regions. */
const STACK_NAMES = ["prod", "dr"];

/** The entries under `redoubt:regions`, the first region being the active one. */
export function regionEntries(regions: readonly string[]): Readonly<Record<string, { stack: string; cidr: string }>> {
  const entries = regions.map((region, index) => [
    region,
    { stack: STACK_NAMES[index] ?? region, cidr: `10.${10 * (index + 1)}.0.0/16` },
  ]);
  return Object.fromEntries(entries);
}

/**
 * Three lease regions of one strong-consistency set, of which at least one has no tier. Of the sets, the one on the continent of most
 * regions; of its regions, those in the EU where all regions are, then a third site, then regions with a tier.
 * @returns undefined when no set has a region without a tier
 */
export function proposeLeaseRegions(regions: readonly string[]): string[] | undefined {
  const continent = (region: string | undefined) => region?.split("-")[0];
  const score = (set: readonly string[]) => regions.filter((region) => continent(region) === continent(set[0])).length;
  const candidates = STRONG_CONSISTENCY_SETS.filter((set) => set.some((region) => !regions.includes(region)));
  const [best] = candidates.toSorted((one, other) => score(other) - score(one));
  if (!best) return undefined;
  const inUnion = regions.every(isEuropean) ? best.filter(isEuropean) : best;
  const usable =
    inUnion.length >= LEASE_REGIONS && inUnion.some((region) => !regions.includes(region)) ? inUnion : best;
  const thirdSite = usable.find((region) => !regions.includes(region));
  const others = usable.filter((region) => region !== thirdSite);
  const byTier = others.toSorted((one, other) => Number(regions.includes(other)) - Number(regions.includes(one)));
  const chosen = [thirdSite, ...byTier].slice(0, LEASE_REGIONS);
  return best.filter((region) => chosen.includes(region));
}
