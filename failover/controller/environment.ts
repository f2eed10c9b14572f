import type { Deployment } from "../deployment";

/** Environment of the controller's functions; components/failover/controller-function.ts sets it. */
export interface ControllerEnvironment {
  /** JSON of the deployment with this region's resources. */
  readonly REDOUBT_DEPLOYMENT: string;
  /** The function's region: the one that a controller makes active, or the third site. */
  readonly REDOUBT_HOME: string;
  /** The third site, for the failure detector. */
  readonly REDOUBT_OTHER_SITE?: string;
  /** ARN of the region's state machine, for the failure detector: it resumes runs and, with an automatic trigger, starts them. */
  readonly REDOUBT_STATE_MACHINE?: string;
  /** Who starts a failover, for the failure detector. */
  readonly REDOUBT_TRIGGER?: "manual" | "automatic";
}

export function readEnvironment(): { deployment: Deployment; home: string } {
  const { REDOUBT_DEPLOYMENT = "", REDOUBT_HOME = "" } = process.env;
  return { deployment: JSON.parse(REDOUBT_DEPLOYMENT) as Deployment, home: REDOUBT_HOME };
}
