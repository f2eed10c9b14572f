import { expect } from "chai";
import { DEFAULTS } from "../../../../config/defaults";
import { failoverSettings } from "../../../../config/failover-settings";
import { UserError } from "../../../../errors";
import type { FailoverPorts } from "../../../../failover/protocol/ports";
import type { FailoverRequest } from "../../../../failover/protocol/types";
import { execute, type StepEvent } from "../../../../failover/run/execute";
import { planRun } from "../../../../failover/run/plan";
import * as core from "../../../model/core";
import { FAULTLESS, NO_FAULTS, Process } from "../../../model/process";
import { CALM, type Schedule } from "../../../model/schedule";
import { SimulatedAws } from "../../../model/simulated-aws";
import { Simulation } from "../../../model/simulation";

const SETTINGS = failoverSettings(DEFAULTS);
/** The simulated AWS without faults, in which every port call takes its virtual time. */
export function stage(change: Partial<Schedule> = {}) {
  const simulation = new Simulation();
  const world = new SimulatedAws(simulation, core, { ...CALM, ...change });
  const { ports } = new Process(simulation, world, core, NO_FAULTS, FAULTLESS);
  /** Runs virtual time until the work has settled. */
  const settle = async <T>(work: Promise<T>): Promise<T> => {
    let settled = false;
    const finish = () => simulation.resume(() => (settled = true));
    work.then(finish, finish);
    await simulation.run(
      () => settled,
      simulation.now + 8 * 3_600_000,
      () => world.observe(),
    );
    return work;
  };
  /** Lets time pass, such as for the first beats. */
  const pass = (seconds: number) => {
    const until = simulation.now + seconds * 1000;
    return simulation.run(
      () => simulation.now >= until,
      until,
      () => world.observe(),
    );
  };
  const plan = async (request: Partial<FailoverRequest>, using: FailoverPorts = ports) => {
    if (simulation.now === 0) await pass(20);
    return settle(planRun(using, SETTINGS, { mode: "failover", to: "west", by: "test", ...request }));
  };
  /** Plans and executes. Nothing is lost here, so that a failover needs the operator's force. */
  const run = async (request: Partial<FailoverRequest>, using: FailoverPorts = ports) => {
    const events: StepEvent[] = [];
    const { mode = "failover", to = "west" } = request;
    const planned = await plan(mode === "failover" ? { force: to, ...request } : request, using);
    const summary = await settle(execute(using, planned.plan, (event) => events.push(event)));
    return { ...planned, summary, events };
  };
  return { world, ports, pass, plan, run, settle };
}

/** The message of the error with which the work is refused. */
export async function refusalOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).to.be.instanceOf(UserError);
  return (error as UserError).message;
}
