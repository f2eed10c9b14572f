import { edgeStack, globalStack } from "../../config/topology";
import type { WorkspaceEvent } from "../events";
import type { Outputs } from "../outputs";
import { lastLine, type ProjectWorkspace } from "../workspace";
import { readsStandby, releaseReads } from "./reads";
import { routeByLease } from "./routes";

/**
 * Brings what an update can not hold, because a failover changes it, to what the lease says. Best effort: the stack is deployed, and the
 * next update tries again.
 * @param stack that was updated
 * @param outputs of it
 */
export async function followLease(
  workspace: ProjectWorkspace,
  stack: string,
  outputs: Outputs,
  tell: (event: WorkspaceEvent) => void,
): Promise<void> {
  const follower = {
    [globalStack]: { what: "the access point's routes", run: () => routeByLease(workspace.config, outputs) },
    [edgeStack]: { what: "the edge's reads", run: () => followRebuild(workspace) },
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

async function followRebuild(workspace: ProjectWorkspace): Promise<string | undefined> {
  const standby = readsStandby(workspace.config);
  if (standby === undefined || standby.quarantined || workspace.config.routing !== "function") return undefined;
  const [global, own] = await Promise.all([workspace.outputs(globalStack), workspace.outputs(standby.stack)]);
  return releaseReads(workspace.config, standby.region, { global, standby: own });
}
