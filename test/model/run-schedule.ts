import { DEFAULTS } from "../../config/defaults";
import { failoverSettings } from "../../config/failover-settings";
import type { FailoverRequest, Plan } from "../../failover/protocol/types";
import type { FailoverSettings } from "../../failover/run/plan";
import { CALL_SECONDS, type Faults, Process } from "./process";
import { isUndisturbed, type Order, REGIONS, type Region, type Schedule } from "./schedule";
import { type Core, Violation, World } from "./simulated-aws";
import { Simulation } from "./simulation";

const HOUR = 3_600_000;
/** Longer than the slowest edge takes to follow the routing store, in milliseconds. */
const SETTLING = 480_000;
const NO_FAULTS: Faults = { next: () => 0 };

/** What a play came to, for counting that the schedules reach what they are meant to reach. */
export interface Played {
  epoch: number;
  outcomes: string[];
}

/**
 * Plays a schedule to its end, then lets the faults cease and asks whether the commands that the project names lead out.
 * @throws Violation when an invariant does not hold
 */
export async function play(core: Core, schedule: Schedule): Promise<Played> {
  const simulation = new Simulation();
  const world = new World(simulation, core, schedule);
  const settings: FailoverSettings = {
    ...failoverSettings(DEFAULTS),
    timing: quick(),
  };
  const outcomes: string[] = [];

  /** Runs one command in one process after the other until one of them ends. */
  const carryOut = (order: Order, faults: Faults, ended: (outcome: string) => void): void => {
    const crashes = [...order.crashes];
    let tries = 0;
    const start = () => {
      tries += 1;
      const process = new Process(simulation, world, core, faults, {
        mode: order.mode,
        drift: order.drift,
        skew: order.skew,
        suspended: order.suspended,
        crashAt: crashes.shift() ?? null,
        onCrash: () => simulation.after(5000, start),
      });
      const again = (outcome: string) => (tries < 5 ? simulation.after(5000, start) : ended(outcome));
      if (order.rebuild) world.rebuild(order.to);
      run(process, order).then(
        (outcome) => (outcome === "failed" ? again(outcome) : ended(outcome)),
        (error: unknown) => {
          if (error instanceof core.UserError || error instanceof core.Refused) return ended("refused");
          if (error instanceof Error && REPEATABLE.test(error.message)) return again("unreachable");
          simulation.fail(error);
        },
      );
    };
    simulation.after(order.at * 1000, start);
  };

  const run = async (process: Process, order: Order): Promise<string> => {
    const request: FailoverRequest = { mode: order.mode, to: order.to, by: "model" };
    if (order.force && order.mode === "failover") request.force = order.to;
    const { plan, refusal } = await core.planRun(process.ports, settings, request);
    if (refusal !== null) return "refused";
    return (await core.execute(process.ports, plan)).outcome;
  };

  /** A region's controller keeps things in order once a minute; it does not reach a region that is cut off, nor act in one. */
  const control = (region: Region): void => {
    const round = () => {
      simulation.after(60_000, round);
      if (world.isCutOff(region)) return;
      const process = new Process(simulation, world, core, NO_FAULTS, {
        mode: "failover",
        drift: 0,
        skew: 0,
        crashAt: null,
        onCrash: () => {},
      });
      core.reconcile(process.ports, region).catch((error: unknown) => {
        if (error instanceof core.Denied || (error instanceof Error && REPEATABLE.test(error.message))) return;
        simulation.fail(error);
      });
    };
    simulation.after(REGIONS.indexOf(region) * 20_000, round);
  };
  for (const region of REGIONS) control(region);

  let waiting = schedule.orders.length;
  let index = 0;
  const faults: Faults = { next: () => schedule.faults[index++] ?? 0 };
  for (const order of schedule.orders) {
    carryOut(order, faults, (outcome) => {
      outcomes.push(outcome);
      waiting -= 1;
    });
  }
  const until = async (done: () => boolean, limit: number) =>
    simulation.run(done, simulation.now + limit, () => world.observe());
  if (!(await until(() => waiting === 0, 2 * HOUR))) throw new Violation("a command did not end within two hours");

  if (isUndisturbed(schedule)) checkPace(world, schedule);

  // The faults cease; the region that is lost for good stays so.
  if (schedule.trouble.lasts !== null) world.heal();
  await until(() => false, SETTLING);
  for (let commands = 0; commands < 4; commands++) {
    const order = wayOut(world);
    if (order === null) break;
    let over = false;
    carryOut(order, NO_FAULTS, () => {
      over = true;
    });
    await until(() => over, HOUR);
    await until(() => false, SETTLING);
  }
  checkEnd(world);
  return { epoch: world.lease.epoch, outcomes };
}

/** From a run's start to open writes where only the loss itself is in the way: the lease, the promotion and some polls. */
const PACE = 41_000 + 25_000 + 20_000;

/** What runs beside the critical path holds no writes closed. */
function checkPace(world: World, { orders }: Schedule): void {
  const pace = world.openedAt - (orders[0]?.at ?? 0) * 1000;
  if (world.openedAt === 0 || pace > PACE) throw new Violation(`writes were opened after ${pace} ms`);
}

const REPEATABLE = /throttled|reply lost|timed out|does not answer|no answer|denied/;

/** The command that `redoubt status` would name; null where all is well. */
function wayOut(world: World): Order | null {
  const base = { at: 0, rebuild: false, crashes: [], suspended: null, drift: 0, skew: 0 };
  const plan = world.unfinished();
  const alive = REGIONS.filter((region) => !world.isAway(region) && !world.isCutOff(region));
  if (plan !== null) {
    if (plan.mode === "switchover" && alive.includes(plan.to as Region) && alive.includes(plan.from as Region)) {
      return { ...base, mode: "switchover", to: plan.to as Region, force: false };
    }
    return { ...base, mode: "failover", to: bestTarget(world, plan, alive), force: true };
  }
  const active = world.lease.active as Region;
  if (alive.includes(active)) return null;
  return { ...base, mode: "failover", to: bestTarget(world, null, alive), force: true };
}

function bestTarget(world: World, plan: Plan | null, alive: Region[]): Region {
  if (plan !== null && alive.includes(plan.to as Region)) return plan.to as Region;
  const writer = world.lease.lastWriter as Region;
  if (alive.includes(writer)) return writer;
  const other = alive.find((region) => region !== world.lease.active);
  if (other === undefined) throw new Violation("no region is left");
  return other;
}

/** The end that every schedule must come to: one region, of which lease, edge, routes, database and clients agree. */
function checkEnd(world: World): void {
  const { lease, store } = world;
  const active = lease.active as Region;
  const faults = [
    world.unfinished() !== null && "a run is unfinished",
    lease.writes !== "open" && "writes are held by the lease",
    store.writes !== "open" && "writes are held at the edge",
    store.active !== active && `the edge leads to ${store.active}`,
    !world.isWritable(active) && `the database of ${active} takes no writes`,
    lease.epoch > 1 &&
      world.routes.region !== active &&
      world.routes.epoch > 0 &&
      `the routes lead to ${world.routes.region}`,
    lease.epoch > 1 && !world.capacity[active].raised && `${active} lacks capacity`,
    world.fences[active].up && `${active} is fenced`,
    world.edges.some((edge) => world.write(edge) !== active) && `not every edge's writes are taken by ${active}`,
  ].filter((fault) => fault !== false);
  if (faults.length > 0) {
    throw new Violation(`no named command leads out: ${faults.join("; ")} (active ${active}, epoch ${lease.epoch})`);
  }
}

/** Shorter polls and timeouts than on AWS: the order of events is what is tried, not their number. */
function quick(): Plan["timing"] {
  const call = { callSeconds: CALL_SECONDS, pollSeconds: 4 };
  return {
    gate: { ...call, timeoutSeconds: 20 },
    "catch-up": { ...call, timeoutSeconds: 40 },
    promote: { ...call, timeoutSeconds: 120 },
    "raise-capacity": { ...call, timeoutSeconds: 300 },
    "probe-target": call,
    "switch-routes": { ...call, timeoutSeconds: 60 },
    "switch-edge": { ...call, timeoutSeconds: 60 },
    verify: { ...call, timeoutSeconds: 120 },
  };
}
