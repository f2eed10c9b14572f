import { closedBy, type LeaseMovePorts, type LeaseTableLocation } from "../../protocol/lease-move";
import type { Lease } from "../../protocol/types";

/**
 * Ends the authority of the table that the lease leaves: from here on its lease never changes again, and refers every reader to the
 * destination.
 * @param lease as it was read when the move was decided
 * @returns the closed lease
 */
export async function closeSource(
  { source }: LeaseMovePorts,
  lease: Lease,
  destination: LeaseTableLocation,
): Promise<Lease> {
  const closed = closedBy(lease);
  await source.close(lease, closed, destination);
  return closed;
}
