import type { StateMachine } from "../../failover/adapters/aws/executions";
import type { FailoverRequest } from "../../failover/protocol/types";
import { REPEATABLE } from "./controllers";
import { FAULTLESS, type Faults, Process } from "./process";
import { quickSettings } from "./quick-settings";
import type { Region } from "./schedule";
import type { SimulatedAws } from "./simulated-aws";
import type { Simulation } from "./simulation";

/** A region's state machine: executions that carry runs to the region out, with the credentials of its controller. */
export class Executions implements Pick<StateMachine, "isRunning" | "start"> {
  private readonly names = new Set<string>();
  private running = 0;

  constructor(
    private readonly simulation: Simulation,
    private readonly aws: SimulatedAws,
    private readonly home: Region,
    private readonly faults: Faults,
  ) {}

  async isRunning(): Promise<boolean> {
    return this.running > 0;
  }

  async start(name: string, input: object): Promise<string | undefined> {
    if (this.names.has(name)) return undefined;
    this.names.add(name);
    this.running += 1;
    this.carryOut(input as FailoverRequest | { readonly run: string })
      .catch((error: unknown) => {
        const { Refused, UserError } = this.aws.core;
        const isRefused = error instanceof Refused || error instanceof UserError;
        if (!isRefused && !(error instanceof Error && REPEATABLE.test(error.message))) this.simulation.fail(error);
      })
      .finally(() => {
        this.running -= 1;
      });
    return name;
  }

  /** As failover/controller/step.ts does. */
  private async carryOut(input: FailoverRequest | { readonly run: string }): Promise<void> {
    const { aws, faults, home, simulation } = this;
    const { ports } = new Process(simulation, aws, aws.core, faults, { ...FAULTLESS, home, runs: true });
    if ("run" in input) {
      const found = await ports.journal.read(input.run);
      if (found !== null) await aws.core.execute(ports, found.plan);
      return;
    }
    const { plan, refusal } = await aws.core.planRun(ports, quickSettings(), input);
    if (refusal === null) await aws.core.execute(ports, plan);
  }
}
