import type { Core } from "./core-type";
import { FAULTLESS, type Faults, Process } from "./process";
import { REGIONS } from "./schedule";
import type { SimulatedAws } from "./simulated-aws";
import type { Simulation } from "./simulation";

/** Between two rounds of a controller, in milliseconds. */
const ROUND = 60_000;

/** Errors after which the same call or command may succeed. */
export const REPEATABLE = /throttled|reply lost|timed out|does not answer|no answer|denied|endpoint|credentials/;

/** The regions' controllers, which reconcile once a minute beside every command. None reaches a region that is cut off, nor acts in one. */
export function startControllers(simulation: Simulation, aws: SimulatedAws, core: Core, faults: Faults): void {
  for (const [index, region] of REGIONS.entries()) {
    const { ports } = new Process(simulation, aws, core, faults, FAULTLESS);
    const round = () => {
      simulation.after(ROUND, round);
      if (aws.isCutOff(region)) return;
      core.reconcile(ports, region).catch((error: unknown) => {
        if (error instanceof Error && (error instanceof core.Denied || REPEATABLE.test(error.message))) return;
        simulation.fail(error);
      });
    };
    simulation.after(index * 20_000, round);
  }
}
