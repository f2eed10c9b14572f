import { expect } from "chai";
import { completeMove, moveLease } from "../../../../failover/lease-move/move";
import { sameLease } from "../../../../failover/protocol/lease";
import type { LeaseMovePorts, StoredLease } from "../../../../failover/protocol/lease-move";
import { LeaseConflict, Refused } from "../../../../failover/protocol/ports";
import type { Lease, Plan } from "../../../../failover/protocol/types";
import { leaseOf } from "../../../support/leases";
import { rejection } from "../adapters/aws/rejection";

const DESTINATION = { tableName: "two", regions: ["eu-west-1", "eu-west-2", "eu-west-3"] };
const noJournal = { read: async () => null };

/** Two tables in memory. The call with the number `diesAt` throws, before or after its effect. */
function tables(lease: Lease, diesAt = 0, withEffect = false) {
  const world = {
    source: { lease } as StoredLease,
    destination: null as StoredLease | null,
    calls: [] as string[],
  };
  const call = async <T>(name: string, effect: () => T): Promise<T> => {
    world.calls.push(name);
    if (world.calls.length === diesAt && !withEffect) throw new Error("died");
    const result = effect();
    if (world.calls.length === diesAt) throw new Error("died");
    return result;
  };
  const ports: LeaseMovePorts = {
    source: {
      read: () => call("read source", () => world.source),
      close: (expected, closed, movedTo) =>
        call("close source", () => {
          if (world.source.movedTo || !sameLease(world.source.lease, expected)) throw new LeaseConflict("changed");
          world.source = { lease: closed, movedTo };
        }),
      create: () => Promise.reject(new Error("the source has a lease")),
    },
    destination: {
      read: () => call("read destination", () => world.destination),
      close: () => Promise.reject(new Error("the destination is not closed")),
      create: (next) =>
        call("create destination", () => {
          world.destination ??= { lease: next };
        }),
    },
    copyItems: () => call("copy items", () => undefined),
  };
  return { ports, world };
}

describe("move of the lease", () => {
  const lease = leaseOf("us-east-1", { epoch: 3, run: "run-3", usedLeaseSeconds: 60 });

  it("closes one table, copies, and then creates the lease in the other one with the next epoch", async () => {
    const { ports, world } = tables(lease);
    await moveLease(ports, noJournal, DESTINATION);
    expect(world.calls).to.deep.equal(["read source", "close source", "copy items", "create destination"]);
    expect(world.source.movedTo).to.deep.equal(DESTINATION);
    expect(world.source.lease).to.include({ epoch: 4, writes: "held" });
    expect(world.destination?.lease).to.deep.include({ active: "us-east-1", epoch: 4, writes: "open", run: "run-3" });
  });

  it("keeps the longest lease that agents published, which their renewals of the earlier epoch no longer say", async () => {
    const { ports, world } = tables(lease);
    await moveLease(ports, noJournal, DESTINATION);
    expect(world.destination?.lease.timing.longestSeconds).to.equal(60 + lease.timing.writeSeconds);
  });

  it("ends in the same state after an interruption at any call, and never has two leases", async () => {
    const complete = tables(lease);
    await moveLease(complete.ports, noJournal, DESTINATION);
    for (const withEffect of [false, true]) {
      for (let diesAt = 1; diesAt <= 4; diesAt++) {
        const { ports, world } = tables(lease, diesAt, withEffect);
        expect((await rejection(moveLease(ports, noJournal, DESTINATION))).message).to.equal("died");
        if (world.destination !== null) expect(world.source.movedTo).to.deep.equal(DESTINATION);
        await moveLease(ports, noJournal, DESTINATION);
        expect([world.source, world.destination]).to.deep.equal([complete.world.source, complete.world.destination]);
      }
    }
  });

  it("is completed by another process, and a repetition does not undo a later change", async () => {
    const { ports, world } = tables(lease, 3);
    await rejection(moveLease(ports, noJournal, DESTINATION));
    await completeMove(ports, world.source.lease);
    const later = leaseOf("us-west-1", { epoch: 5 });
    world.destination = { lease: later };
    await moveLease(ports, noJournal, DESTINATION);
    expect(world.destination.lease).to.equal(later);
  });

  it("changes nothing when the lease changed meanwhile, a run has not ended, or it went elsewhere", async () => {
    const changed = tables(lease);
    const { read } = changed.ports.source;
    changed.ports.source.read = async () => {
      const stored = await read();
      changed.world.source = { lease: { ...lease, epoch: 4 } };
      return stored;
    };
    expect(await rejection(moveLease(changed.ports, noJournal, DESTINATION))).to.be.instanceOf(LeaseConflict);

    const plan = { run: "run-3", mode: "failover", to: "us-west-1" } as Plan;
    const unfinished = { read: async () => ({ plan, entries: [] }) };
    const running = tables(lease);
    const error = await rejection(moveLease(running.ports, unfinished, DESTINATION));
    expect(error).to.be.instanceOf(Refused);
    expect(error.message).to.include("run run-3 has not ended");
    const held = tables({ ...lease, writes: "held" });
    expect(await rejection(moveLease(held.ports, noJournal, DESTINATION))).to.be.instanceOf(Refused);

    const elsewhere = tables(lease);
    elsewhere.world.source = { lease, movedTo: { tableName: "three", regions: [] } };
    expect((await rejection(moveLease(elsewhere.ports, noJournal, DESTINATION))).message).to.equal(
      "lease: was moved to three, not to two",
    );
    for (const { world } of [changed, running, held, elsewhere]) expect(world.destination).to.equal(null);
  });
});
