import type { LeaseMovePorts } from "../../protocol/lease-move";
import type { Lease } from "../../protocol/types";

/**
 * Copies the beats, the renewals and the last run, so that a failover can be decided from the first moment on. After the source was
 * closed, because nothing is recorded in it any more; before the destination is opened, because then it has newer ones.
 */
export function copyItems(ports: LeaseMovePorts, closed: Lease): Promise<void> {
  return ports.copyItems(closed);
}
