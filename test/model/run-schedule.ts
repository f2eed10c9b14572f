import type { FailoverRequest, Plan } from "../../failover/protocol/types";
import { checkControllers } from "./controller-checks";
import { REPEATABLE, startControllers } from "./controllers";
import { type Core, Violation } from "./core-type";
import { checkEnd, checkOutcomes, checkPace, overdueQuarantines } from "./end-checks";
import { startMove } from "./moves";
import { type Faults, NO_FAULTS, Process } from "./process";
import { quickSettings } from "./quick-settings";
import { type Command, REGIONS, type Region, type Schedule } from "./schedule";
import { SimulatedAws } from "./simulated-aws";
import { Simulation } from "./simulation";

const HOUR = 3_600_000;
/** After the last command, until late calls have arrived and controllers have had their rounds, in milliseconds, without the edges. */
const SETTLING = 240_000;
/** How often a command is run again after a failure, and after which pause in milliseconds. */
const TRIES = 5;
const AGAIN = 5000;
/** How often the operator of a command looks at its target's database, in milliseconds. */
const LOOK = 60_000;

/** What a schedule led to, to count that the schedules reach what they are meant to reach. */
export interface Result {
  epoch: number;
  outcomes: string[];
}

/**
 * Runs a schedule to its end. Then the faults end, and the commands that `redoubt status` names must lead to a consistent state.
 * @throws Violation when an invariant does not hold
 */
export async function runSchedule(core: Core, schedule: Schedule): Promise<Result> {
  const simulation = new Simulation();
  const aws = new SimulatedAws(simulation, core, schedule);
  const settings = quickSettings(schedule.operatorLeaseSeconds);
  const outcomes: string[] = [];
  /** Commands of which a try failed. */
  const failed = new Set<Command>();

  /** Runs one command in one process after the other until one of them ends. */
  const carryOut = (command: Command, faults: Faults, end: (outcome: string) => void): void => {
    const crashes = [...command.crashes];
    let isOver = false;
    const ended = (outcome: string) => {
      isOver = true;
      end(outcome);
    };
    const look = () => {
      if (isOver) return;
      aws.stores.prepareTarget(command.to);
      simulation.after(LOOK, look);
    };
    simulation.after(command.at * 1000, look);
    let tries = 0;
    const start = () => {
      tries += 1;
      const { mode, drift, skew, suspended } = command;
      const process = new Process(simulation, aws, core, faults, {
        mode,
        drift,
        skew,
        suspended,
        crashAt: crashes.shift() ?? null,
        onCrash: () => (command.abandoned ? ended("abandoned") : simulation.after(AGAIN, start)),
        isCommand: faults !== NO_FAULTS,
        runs: true,
        home: null,
      });
      const again = (outcome: string) => {
        failed.add(command);
        if (tries < TRIES) simulation.after(AGAIN, start);
        else ended(outcome);
      };
      if (command.rebuild) aws.rebuild(command.to);
      run(process, command).then(
        (outcome) => (outcome === "failed" ? again(outcome) : ended(outcome)),
        (error: unknown) => {
          if (error instanceof core.UserError || error instanceof core.Refused) return ended("refused");
          if (error instanceof Error && REPEATABLE.test(error.message)) return again("unreachable");
          simulation.fail(error);
        },
      );
    };
    simulation.after(command.at * 1000, start);
  };

  const run = async (process: Process, command: Command): Promise<string> => {
    const request: FailoverRequest = { mode: command.mode, to: command.to, by: "model" };
    if (command.forced && command.mode === "failover") request.force = command.to;
    const { plan, refusal } = await core.planRun(process.ports, settings, request);
    if (refusal !== null) return "refused";
    return (await core.execute(process.ports, plan)).outcome;
  };

  // The controllers read the faults from the other end.
  const { faults: bytes } = schedule;
  startControllers(
    simulation,
    aws,
    core,
    faultsOf((index) => bytes[bytes.length - 1 - index]),
  );
  const faults = faultsOf((index) => bytes[index]);
  let waiting = schedule.commands.length;
  for (const command of schedule.commands) {
    carryOut(command, faults, (outcome) => {
      outcomes.push(outcome);
      waiting -= 1;
    });
  }
  if (schedule.move !== null) startMove(schedule.move, { simulation, aws, core, faults, outcomes });
  const until = async (done: () => boolean, limit: number) =>
    simulation.run(done, simulation.now + limit, () => aws.observe());
  const settling = SETTLING + Math.max(...schedule.edgeDelays) * 1000;
  if (!(await until(() => waiting === 0, 2 * HOUR))) throw new Violation("a command did not end within two hours");
  await until(() => false, schedule.patience * 1000);
  checkControllers(aws, schedule);
  checkPace(aws, schedule, failed);
  checkOutcomes(schedule, outcomes, failed);

  // The process of a move may be suspended until after the last command.
  const moveEnds = schedule.move === null ? 0 : (schedule.move.at + (schedule.move.suspended?.lasts ?? 0)) * 1000;
  await until(() => simulation.now >= moveEnds, HOUR);
  aws.heal();
  await until(() => false, settling);
  for (let commands = 0; commands < 4; commands++) {
    const command = nextCommand(aws, commands > 0);
    if (command === null) break;
    let over = false;
    carryOut(command, NO_FAULTS, () => {
      over = true;
    });
    await until(() => over, HOUR);
    await until(() => false, settling);
  }
  // A controller may have ended a run just now.
  const changedAt = () => Math.max(aws.openedAt, aws.leaseSince, aws.storeSince);
  await until(() => simulation.now >= changedAt() + settling, HOUR);
  // A former primary may have become a replica again just now.
  await until(() => overdueQuarantines(aws).length === 0, SETTLING);
  checkEnd(aws);
  return { epoch: aws.lease.epoch, outcomes };
}

function faultsOf(byteAt: (index: number) => number | undefined): Faults {
  let index = 0;
  return { next: () => byteAt(index++) ?? 0 };
}

/**
 * The command that `redoubt status` names; null if none is needed. A switchover that failed `again` is replaced by a forced failover
 * (docs/troubleshooting.md): Aurora refuses a switchover while any member is unavailable.
 */
function nextCommand(aws: SimulatedAws, again: boolean): Command | null {
  const command = { at: 0, rebuild: false, crashes: [], abandoned: false, suspended: null, drift: 0, skew: 0 };
  const plan = aws.unfinished();
  const reachable = REGIONS.filter((region) => !aws.isCutOff(region));
  if (plan !== null) {
    if (
      !again &&
      plan.mode === "switchover" &&
      [plan.to, plan.from].every((region) => reachable.includes(region as Region))
    ) {
      return { ...command, mode: "switchover", to: plan.to as Region, forced: false };
    }
    return { ...command, mode: "failover", to: bestTarget(aws, plan, reachable), forced: true };
  }
  if (reachable.includes(aws.lease.active as Region)) return null;
  return { ...command, mode: "failover", to: bestTarget(aws, null, reachable), forced: true };
}

function bestTarget({ lease }: SimulatedAws, plan: Plan | null, reachable: Region[]): Region {
  if (plan !== null && reachable.includes(plan.to as Region)) return plan.to as Region;
  const writer = lease.lastWriter as Region;
  if (reachable.includes(writer)) return writer;
  const other = reachable.find((region) => region !== lease.active);
  if (other === undefined) throw new Violation("no region is left");
  return other;
}
