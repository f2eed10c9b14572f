import { EDGE_STACK, GLOBAL_STACK, regionPlans } from "../../config/topology";
import type { WorkspaceEvent } from "../events";
import type { Outputs } from "../outputs";
import { lastLine, type ProjectWorkspace } from "../workspace";

/**
 * Reconciles what Pulumi does not manage: because a failover changes it, the access point's routes and whether reads fail over; because
 * its deletion waits for a region that may be lost, the replication of a former source's backups. Best effort: a failure is reported
 * as a warning, and the next update tries again.
 * @param stack that was updated
 * @param outputs of that stack
 */
export async function followLease(
  workspace: ProjectWorkspace,
  stack: string,
  outputs: Outputs,
  emit: (event: WorkspaceEvent) => void,
): Promise<void> {
  const reconciler = {
    [GLOBAL_STACK]: { subject: "the access point's routes", run: () => reconcileRoutes(workspace, outputs) },
    [EDGE_STACK]: { subject: "the edge's reads", run: () => reconcileReads(workspace) },
  }[stack] ?? {
    subject: "the replication of a former source's backups",
    run: () => reconcileBackups(workspace, stack, outputs),
  };
  const report = (severity: "info" | "warning", message: string) =>
    emit({ kind: "diagnostic", stack, severity, message });
  try {
    const change = await reconciler.run();
    if (change) report("info", change);
  } catch (error) {
    report("warning", `${reconciler.subject}: not reconciled yet; run redoubt up again: ${lastLine(error)}`);
  }
}

// Each loads the AWS SDK, which only an update needs.
async function reconcileRoutes({ config }: ProjectWorkspace, outputs: Outputs): Promise<string | undefined> {
  const { routeByLease } = require("./routes") as typeof import("./routes");
  return routeByLease(config, outputs);
}

async function reconcileReads(workspace: ProjectWorkspace): Promise<string | undefined> {
  const { releaseReads } = require("./reads") as typeof import("./reads");
  // The edge's router reads from the first standby of the topology.
  const standby = regionPlans(workspace.config).find(({ role }) => role === "standby");
  if (standby === undefined || standby.quarantined || workspace.config.routing !== "function") return undefined;
  const [global, own] = await Promise.all([workspace.outputs(GLOBAL_STACK), workspace.outputs(standby.stack)]);
  return releaseReads(workspace.config, standby.region, { global, standby: own });
}

async function reconcileBackups(
  workspace: ProjectWorkspace,
  stack: string,
  outputs: Outputs,
): Promise<string | undefined> {
  const { reconcileBackupReplications } = require("./backup-replications") as typeof import("./backup-replications");
  return reconcileBackupReplications(workspace, stack, outputs);
}
