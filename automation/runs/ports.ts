import { UserError } from "../../errors";
import { awsPorts } from "../../failover/adapters/aws";
import { checkCredentials } from "../../failover/adapters/aws/caller";
import { StateMachine } from "../../failover/adapters/aws/executions";
import type { Deployment } from "../../failover/deployment";
import { type FailoverPorts, Refused } from "../../failover/protocol/ports";
import { ControllerUnavailable, type RunController } from "../../failover/run/follow";
import { systemClock } from "../../failover/run/system-clock";

/**
 * The failover's ports on AWS, with this machine's clock.
 * @param to the region that becomes active
 * @throws UserError when the region is not deployed
 */
export function portsOnAws(deployment: Deployment, to: string): FailoverPorts {
  try {
    return awsPorts(deployment, to, { clock: systemClock });
  } catch (error) {
    if (error instanceof Refused) throw new UserError(error.message);
    throw error;
  }
}

/** The controller of the region that becomes active. */
function controllerOnAws({ regions }: Deployment, to: string): RunController {
  const arn = regions[to]?.resources?.failoverStateMachineArn;
  const machine = () => {
    if (arn === undefined) throw new ControllerUnavailable(`the outputs of ${to} have no failoverStateMachineArn`);
    return new StateMachine(arn);
  };
  return {
    start: async (run) => {
      const name = `${run}-${Date.now()}`;
      const execution = await machine().start(name, { run });
      if (execution === undefined) throw new ControllerUnavailable(`the execution ${name} exists already`);
      return execution;
    },
    ended: (execution) => machine().ended(execution),
  };
}

/** What a run uses of AWS; tests replace it. */
export interface RunSurroundings {
  /** The ports of a failover to the region. */
  readonly ports: (deployment: Deployment, to: string) => FailoverPorts;
  /** Rejects when the caller's credentials are missing, wrong or expired. */
  readonly checkCredentials: (region: string) => Promise<unknown>;
  /** The controller of the region that becomes active. */
  readonly controller: (deployment: Deployment, to: string) => RunController;
}

export const ON_AWS: RunSurroundings = { ports: portsOnAws, checkCredentials, controller: controllerOnAws };

/**
 * Reports an error that came before the first change.
 * @throws UserError always
 */
export function notStarted(error: unknown): never {
  if (error instanceof UserError) throw error;
  throw new UserError(`nothing was changed: ${error instanceof Error ? error.message : error}`);
}
