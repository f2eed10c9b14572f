import { edgeStack, globalStack } from "../stacks/topology";
import { readsStandby, releaseReads } from "./edge-reads";
import { type Estate, lastLine } from "./estate";
import type { EstateEvent } from "./events";
import type { Outputs } from "./outputs";
import { routeByLease } from "./storage-routes";

/**
 * Brings what an update can not hold, because a failover changes it, to what the lease says. Best effort: the stack is deployed, and the
 * next update tries again.
 * @param stack that was updated
 * @param outputs of it
 */
export async function followLease(
  estate: Estate,
  stack: string,
  outputs: Outputs,
  tell: (event: EstateEvent) => void,
): Promise<void> {
  const follower = {
    [globalStack]: { what: "the access point's routes", run: () => routeByLease(estate.config, outputs) },
    [edgeStack]: { what: "the edge's reads", run: () => followRebuild(estate) },
  }[stack];
  if (!follower) return;
  const say = (severity: "info" | "warning", message: string) => tell({ kind: "diagnostic", stack, severity, message });
  try {
    const done = await follower.run();
    if (done) say("info", done);
  } catch (error) {
    say("warning", `${follower.what} do not follow the lease yet; run redoubt up again: ${lastLine(error)}`);
  }
}

async function followRebuild(estate: Estate): Promise<string | undefined> {
  const standby = readsStandby(estate.config);
  if (standby === undefined || standby.quarantined || estate.config.routing !== "function") return undefined;
  const [global, own] = await Promise.all([estate.outputs(globalStack), estate.outputs(standby.stack)]);
  return releaseReads(estate.config, standby.region, { global, standby: own });
}
