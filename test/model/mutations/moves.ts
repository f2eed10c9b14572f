import type { Mutation } from "../bundle";

const MOVE = "failover/lease-move/move.ts";
const PROTOCOL = "failover/protocol/lease-move.ts";
const FAULT = "move of the lease";

/** Faults in the move of the lease to another table. */
export const MOVE_MUTATIONS: readonly Mutation[] = [
  {
    name: "the other table gets the lease before the first one loses it",
    fault: FAULT,
    file: MOVE,
    from: "await completeMove(ports, await closeSource(ports, lease, destination));",
    to: "await openDestination(ports, lease); await closeSource(ports, lease, destination);",
  },
  {
    name: "the lease is moved while a run holds it",
    fault: FAULT,
    file: MOVE,
    from: "if (refusal !== undefined)",
    to: "if (refusal !== undefined && lease.epoch < 0)",
  },
  {
    name: "a moved lease forgets the lease that agents publish",
    fault: FAULT,
    file: PROTOCOL,
    from: "Math.max(timing.longestSeconds, usedLeaseSeconds + timing.writeSeconds)",
    to: "timing.longestSeconds + 0 * usedLeaseSeconds",
  },
  {
    name: "nobody completes a move that was interrupted",
    fault: FAULT,
    file: "failover/run/reconcile.ts",
    from: "await ports.lease.completeMove();",
    to: "",
  },
  {
    name: "a moved lease goes back to an earlier epoch",
    fault: FAULT,
    file: PROTOCOL,
    from: 'return { ...closed, writes: "open" };',
    to: 'return { ...closed, epoch: closed.epoch - 1, writes: "open" };',
  },
];
