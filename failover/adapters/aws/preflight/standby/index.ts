import { evaluateGate, readWatermarks } from "../../../../protocol/gate";
import { NotImplemented } from "../../../../protocol/ports";
import { type Check, Doubt } from "../../../../run/preflight";
import { agents } from "./agents";
import { databaseStatus } from "./database-status";
import type { StandbyParts } from "./parts";
import { replication } from "./replication";
import { sentinel } from "./sentinel";

/** The checks of a failover to the region that its controller can make too, with its own role. */
export function standbyChecks(parts: StandbyParts): Check[] {
  const { ports } = parts;
  return [
    { name: "lease", look: () => lease(parts) },
    { name: "agents", look: () => agents(parts) },
    { name: "database", look: () => database(parts) },
    { name: "database status", look: () => databaseStatus(parts) },
    { name: "sentinel", look: () => sentinel(parts) },
    { name: "replication", look: () => replication(parts) },
    { name: "edge store", look: () => edgeStore(parts) },
    {
      name: "storage routes",
      look: async () => `everything goes to ${(await ports.routes.read()) ?? "several regions"}`,
    },
    { name: "application", look: () => application(parts) },
  ];
}

async function lease({ ports, to }: StandbyParts): Promise<string> {
  const { active, epoch, renewedAt, writes } = await ports.lease.read();
  const held = `epoch ${epoch}, ${active} is active`;
  if (writes !== "open")
    throw new Error(`${held}, writes are held: a run is under way or unfinished; see redoubt status`);
  if (renewedAt === null && active !== to) throw new Doubt(`${held}, and its agents have never renewed it`);
  return renewedAt === null ? held : `${held}, renewed ${Math.round((ports.clock.now() - renewedAt) / 1000)} s ago`;
}

async function database({ deployment, ports, to }: StandbyParts): Promise<string> {
  const state = await ports.database.describe(to);
  const before = await ports.lease.read();
  if (before.active === to) return `${to} is active, its database ${state.role}`;
  const { gate } = deployment.settings;
  const watermarks = await readWatermarks(ports.watermarks, before, to);
  // By the rule of a rehearsal: the sentinel of the active region must work, so that renewals count as signs of life.
  const verdict = evaluateGate({ mode: "rehearse", to, before, gate }, state, watermarks, ports.clock.now());
  if (!verdict.pass) throw new Error(verdict.reason);
  return verdict.reason;
}

async function edgeStore({ ports }: StandbyParts): Promise<string> {
  const [state, { active, epoch }] = await Promise.all([ports.edge.read(), ports.lease.read()]);
  if (state === null)
    throw new Error("it holds no state, so the edge routes as deployed; run redoubt up --stack global");
  if (state.active !== active) {
    throw new Error(
      `it sends writes to ${state.active} (epoch ${state.epoch}), the lease says ${active} (epoch ${epoch})`,
    );
  }
  return `it sends writes to ${state.active}, reads are ${state.reads}`;
}

/** Optional for an application; without it a failover is not verified from end to end. */
async function application({ ports, to }: StandbyParts): Promise<string> {
  try {
    const { region } = await ports.probes.read({ region: to });
    if (region !== to) throw new Error(`a read sent to ${to} was answered by ${region}`);
    return `${to} answers through the edge`;
  } catch (error) {
    if (error instanceof NotImplemented)
      return `${to} answers through the edge; it has no marker for an end-to-end check`;
    throw error;
  }
}
