import type { LeaseMovePorts, LeaseTableLocation } from "../../failover/protocol/lease-move";
import type { Lease } from "../../failover/protocol/types";
import { Violation } from "./core-type";
import type { SimulatedAws } from "./simulated-aws";

/** The table to which a schedule moves the lease. */
export const DESTINATION: LeaseTableLocation = { tableName: "destination", regions: [] };

/** Which of two tables has the lease. `aws.lease` is that of the table that has it, or of the closed one. */
export class LeaseTables {
  /** The lease of the table from which it was moved. */
  private closed: Lease | null = null;
  private opened = false;

  constructor(private readonly aws: SimulatedAws) {}

  /** Whether the lease left its table and is not in the other one yet: nobody reads a lease then. */
  get isBeingMoved(): boolean {
    return this.closed !== null && !this.opened;
  }

  /** The calls of a move, each made through `call`. */
  ports(call: <T>(effect: () => T) => Promise<T>): LeaseMovePorts {
    const { aws } = this;
    return {
      source: {
        read: () =>
          call(() =>
            this.closed === null ? { lease: aws.readLease() } : { lease: this.closed, movedTo: DESTINATION },
          ),
        close: (expected, closed) =>
          call(() => {
            if (this.closed !== null) throw new aws.core.LeaseConflict("the lease was moved");
            aws.replaceLease(expected, closed);
            this.closed = closed;
          }),
        create: () => call(() => undefined),
      },
      destination: {
        read: () => call(() => (this.opened ? { lease: aws.readLease() } : null)),
        close: () => call(() => undefined),
        create: (lease) =>
          call(() => {
            if (this.opened) return;
            if (this.closed === null) throw new Violation("two tables have the lease at the same time");
            this.opened = true;
            aws.replaceLease(aws.lease, lease);
          }),
      },
      // The model keeps beats, renewals and journals outside the tables.
      copyItems: () => call(() => undefined),
    };
  }
}
