/**
 * The lease regions that a region's instances and controller ask, nearest first: its own and those without a tier. Another tier's region is left
 * out, because it may be the one that is lost.
 * @param leaseRegions the table's three regions
 * @param tierRegions the regions of the topology
 */
export function leaseEndpoints(
  region: string,
  leaseRegions: readonly string[],
  tierRegions: readonly string[],
): string[] {
  const near = (other: string) => [...other].findIndex((character, index) => character !== region[index]);
  const distance = (other: string) => (other === region ? -Infinity : -near(other));
  return leaseRegions
    .filter((candidate) => candidate === region || !tierRegions.includes(candidate))
    .sort((one, other) => distance(one) - distance(other));
}
