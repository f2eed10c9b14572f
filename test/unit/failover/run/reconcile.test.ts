import { expect } from "chai";
import type { Lease } from "../../../../failover/protocol/types";
import { type Reconciled, reconcile } from "../../../../failover/run/reconcile";
import { inMemoryPorts } from "../../../support/in-memory-ports";
import { leaseOf } from "../../../support/leases";

/** Two regions after a failover to us-west-1, with the fences that are set and removed. */
function afterFailover(rest: Partial<Lease> = {}) {
  const made = inMemoryPorts("us-west-1", "us-east-1");
  made.world.lease = leaseOf("us-west-1", { epoch: 2, run: "r", writer: "db-2", quarantined: ["us-east-1"], ...rest });
  const fences: string[] = [];
  made.ports.fencing.fence = async (region, epoch) => {
    fences.push(`fence ${region} in epoch ${epoch}`);
  };
  made.ports.fencing.release = async (region, epoch) => {
    fences.push(`release ${region} in epoch ${epoch}`);
  };
  return { ...made, fences };
}

const faults = (tasks: readonly Reconciled[]) =>
  tasks.flatMap(({ what, fault }) => (fault ? [`${what}: ${fault}`] : []));

describe("failover/run/reconcile", () => {
  it("fences former primaries again and again, also when their region returns hours later", async () => {
    const { ports, fences } = afterFailover();
    let away = true;
    const { fence } = ports.fencing;
    ports.fencing.fence = async (...args) => {
      if (away) throw new Error("us-east-1 does not answer");
      return fence(...args);
    };
    expect(faults(await reconcile(ports, "us-west-1"))).to.deep.equal(["fence: us-east-1 does not answer"]);
    away = false;
    expect(faults(await reconcile(ports, "us-west-1"))).to.deep.equal([]);
    expect(fences).to.include("fence us-east-1 in epoch 2");
  });

  it("removes the fence that a delayed call set in the active region, and no other", async () => {
    const { ports, fences } = afterFailover();
    await reconcile(ports, "us-west-1");
    expect(fences.filter((text) => text.startsWith("release"))).to.deep.equal(["release us-west-1 in epoch 2"]);
  });

  it("ends the quarantine of a region whose database follows the last writer again, and then its fence", async () => {
    const { ports, world, fences } = afterFailover();
    world.database = { ...world.database, role: "primary", source: null };
    expect(faults(await reconcile(ports, "us-east-1"))).to.deep.equal([
      "quarantine: the database of us-east-1 is primary: rebuild it as a replica",
    ]);
    world.database = { ...world.database, role: "replica", source: "us-east-2" };
    expect(faults(await reconcile(ports, "us-east-1"))).to.have.length(1);
    expect(fences).to.deep.equal([]);
    world.database = { ...world.database, source: "us-west-1" };
    expect(faults(await reconcile(ports, "us-east-1"))).to.deep.equal([]);
    expect(world.lease.quarantined).to.deep.equal([]);
    await reconcile(ports, "us-east-1");
    expect(fences).to.deep.equal(["release us-east-1 in epoch 2"]);
  });

  it("quarantines a region whose database was promoted by a late call, and not while a run holds writes", async () => {
    const { ports, world } = afterFailover({ quarantined: [] });
    world.database = { ...world.database, role: "promoting", source: null };
    expect(faults(await reconcile(ports, "us-east-1"))).to.deep.equal([
      "quarantine: the database of us-east-1 is promoting: rebuild it as a replica",
    ]);
    expect(world.lease.quarantined).to.deep.equal(["us-east-1"]);
    world.lease = { ...world.lease, writes: "held", quarantined: [] };
    expect(await reconcile(ports, "us-east-1")).to.deep.equal([]);
  });

  it("keeps the fence that a switchover set in the last writer's region before it opens writes in the target", async () => {
    const { ports, fences } = afterFailover({ writes: "held", lastWriter: "us-east-1", quarantined: [] });
    expect(await reconcile(ports, "us-east-1")).to.deep.equal([]);
    expect(await reconcile(ports, "us-west-1")).to.deep.equal([]);
    expect(fences).to.deep.equal([]);
  });

  it("ends no quarantine while a run is under way, which opens exactly the lease that it acquired", async () => {
    const { ports, world } = afterFailover({ writes: "held" });
    world.database = { ...world.database, role: "replica", source: "us-west-1" };
    expect(await reconcile(ports, "us-east-1")).to.deep.equal([]);
    expect(world.lease.quarantined).to.deep.equal(["us-east-1"]);
  });

  it("waits for a former primary that Aurora resynchronizes", async () => {
    const { ports, world } = afterFailover();
    world.database = { ...world.database, role: "rejoining", source: null };
    expect(faults(await reconcile(ports, "us-east-1"))).to.deep.equal([
      "quarantine: the database of us-east-1 is being resynchronized by Aurora",
    ]);
  });

  it("sets routes and capacity by the lease, and records the writer, where its region is active", async () => {
    const { ports, world } = afterFailover({ writer: null });
    world.routes = "us-east-1";
    expect(faults(await reconcile(ports, "us-west-1"))).to.deep.equal([]);
    expect([world.routes, world.raised, world.lease.writer]).to.deep.equal(["us-west-1", ["us-west-1"], "db-0"]);
  });
});
