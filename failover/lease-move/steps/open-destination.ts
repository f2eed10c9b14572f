import { type LeaseMovePorts, openedFrom } from "../../protocol/lease-move";
import type { Lease } from "../../protocol/types";

/** Begins the authority of the destination, by creating its lease: only the first attempt does. */
export async function openDestination({ destination }: LeaseMovePorts, closed: Lease): Promise<void> {
  await destination.create(openedFrom(closed));
}
