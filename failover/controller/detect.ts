import { StateMachine } from "../adapters/aws/executions";
import { detectionRound } from "./detection-round";
import { observer } from "./observe";

/** What a region's failure detector does once a minute. */
export function detect() {
  const { REDOUBT_OTHER_SITE = "", REDOUBT_STATE_MACHINE = "", REDOUBT_TRIGGER: trigger = "manual" } = process.env;
  const stateMachine = new StateMachine(REDOUBT_STATE_MACHINE);
  return detectionRound({ ...observer(), otherSite: REDOUBT_OTHER_SITE, stateMachine, trigger });
}
