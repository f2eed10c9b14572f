import { REPEATABLE } from "./controllers";
import type { Core } from "./core-type";
import { DESTINATION } from "./lease-move";
import { leaseTable, movePorts } from "./ports";
import { FAULTLESS, type Faults, Process } from "./process";
import type { Move } from "./schedule";
import type { SimulatedAws } from "./simulated-aws";
import type { Simulation } from "./simulation";

/** How often a move is run again after a failure, and after which pause in milliseconds. */
const TRIES = 5;
const AGAIN = 5000;

export interface MoveSurroundings {
  readonly simulation: Simulation;
  readonly aws: SimulatedAws;
  readonly core: Core;
  readonly faults: Faults;
  /** Gets how the move ended, unless it died. */
  readonly outcomes: string[];
}

/** Runs `redoubt lease move` at its time, in one process after the other until one of them ends. */
export function startMove(move: Move, { simulation, aws, core, faults, outcomes }: MoveSurroundings): void {
  const crashes = [...move.crashes];
  let tries = 0;
  const again = () => {
    if (move.repeated && tries < TRIES) simulation.after(AGAIN, start);
  };
  const start = () => {
    tries += 1;
    const process = new Process(simulation, aws, core, faults, {
      ...FAULTLESS,
      suspended: move.suspended,
      crashAt: crashes.shift() ?? null,
      onCrash: again,
      isCommand: true,
    });
    const ports = movePorts(process, leaseTable(process));
    core.moveLease(ports, process.ports.journal, DESTINATION).then(
      () => outcomes.push("moved"),
      (error: unknown) => {
        if (error instanceof core.Refused) outcomes.push("move refused");
        else if (error instanceof core.LeaseConflict) again();
        else if (error instanceof Error && REPEATABLE.test(error.message)) again();
        else simulation.fail(error);
      },
    );
  };
  simulation.after(move.at * 1000, start);
}
