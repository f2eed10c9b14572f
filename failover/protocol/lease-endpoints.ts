/**
 * The lease regions that a region's instances and controller call, nearest first: its own and those without a tier. The region of
 * another tier is excluded, because it may be the lost one.
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
