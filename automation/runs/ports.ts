import { UserError } from "../../errors";
import { awsPorts } from "../../failover/adapters/aws";
import { checkCredentials } from "../../failover/adapters/aws/caller";
import type { Deployment } from "../../failover/deployment";
import { type FailoverPorts, Refused } from "../../failover/protocol/ports";
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

/** What a run uses of AWS; tests replace it. */
export interface RunSurroundings {
  /** The ports of a failover to the region. */
  readonly ports: (deployment: Deployment, to: string) => FailoverPorts;
  /** Rejects when the caller's credentials are missing, wrong or expired. */
  readonly checkCredentials: (region: string) => Promise<unknown>;
}

export const ON_AWS: RunSurroundings = { ports: portsOnAws, checkCredentials };

/**
 * Reports an error that came before the first change.
 * @throws UserError always
 */
export function notStarted(error: unknown): never {
  if (error instanceof UserError) throw error;
  throw new UserError(`nothing was changed: ${error instanceof Error ? error.message : error}`);
}
