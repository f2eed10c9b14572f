import type { LeaseMovePorts, LeaseTableLocation } from "../protocol/lease-move";
import { moveRefusal } from "../protocol/lease-move";
import { type JournalPort, Refused } from "../protocol/ports";
import type { Lease } from "../protocol/types";
import { finished } from "../run/plan";
import { closeSource } from "./steps/close-source";
import { copyItems } from "./steps/copy-items";
import { openDestination } from "./steps/open-destination";

/**
 * Moves the lease to another table. Two tables never have authority at the same time: the source loses it before the destination gets it.
 * Interrupted at any point, the move is completed by calling this again, or by a region's controller.
 * @param journal of the source
 * @throws Refused while a run has not ended, or when the lease was moved to another table
 * @throws LeaseConflict when the lease changed meanwhile; nothing was changed then
 */
export async function moveLease(
  ports: LeaseMovePorts,
  journal: Pick<JournalPort, "read">,
  destination: LeaseTableLocation,
): Promise<void> {
  const stored = await ports.source.read();
  if (stored === null) throw new Refused("lease: the table has none; deploy the stacks first");
  if (stored.movedTo !== undefined) {
    if (stored.movedTo.tableName !== destination.tableName) {
      throw new Refused(`lease: was moved to ${stored.movedTo.tableName}, not to ${destination.tableName}`);
    }
    return completeMove(ports, stored.lease);
  }
  const { lease } = stored;
  const run = lease.run === null ? null : await journal.read(lease.run);
  const refusal = moveRefusal(lease, run === null || finished(run) ? undefined : run.plan.run);
  if (refusal !== undefined) throw new Refused(`lease: cannot be moved: ${refusal}`);
  await completeMove(ports, await closeSource(ports, lease, destination));
}

/** The rest of a move whose source is closed. */
export async function completeMove(ports: LeaseMovePorts, closed: Lease): Promise<void> {
  await copyItems(ports, closed);
  await openDestination(ports, closed);
}
